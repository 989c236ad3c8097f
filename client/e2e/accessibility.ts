import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Selectors that narrow what is looked at. */
interface LookedAt {
  /** What others wrote and we only show. */
  readonly foreignPart?: string;
  /** Nothing but this, on a page that was looked at already. */
  readonly part?: string;
}

/** What axe finds against WCAG 2.2 AA on the page as it stands now: each rule with the places at fault. */
export async function violationsOf(page: Page, { foreignPart, part }: LookedAt = {}): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const axe = new AxeBuilder({ page }).withTags(tags);
  if (foreignPart) axe.exclude(foreignPart);
  if (part) axe.include(part);
  await page.evaluate(untilAtRest);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

/** What fades in is paler than it will be. What moves for ever, and what a wait of two seconds did not end, stays as it is. */
async function untilAtRest(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  const deadline = new Promise((resolve) => setTimeout(resolve, 2_000));
  // One that is called off is at rest as well.
  await Promise.race([Promise.allSettled(ending.map(({ finished }) => finished)), deadline]);
}
