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
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
