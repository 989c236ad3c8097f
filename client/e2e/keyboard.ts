import type { Page } from 'playwright-core';

const MOST_STEPS = 80;

/** Goes on with Tab until what is called like this has the focus. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  await pressUntil(page, 'Tab', name);
}

/** Goes through an open menu until the item that is called like this has the focus, and takes it. */
export async function takeItem(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('menu').waitFor();
  if (!name.test(await focusedName(page))) await pressUntil(page, 'ArrowDown', name);
  await page.keyboard.press('Enter');
}

async function pressUntil(page: Page, key: string, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const focused = await focusedName(page);
    if (name.test(focused)) return;
    seen.push(focused);
  }
  throw new Error(`${key} never reached ${name}. It went over: ${seen.join(' | ')}`);
}

/** What stands on, or is said of, the element with the focus. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return '';
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    return (
      element.getAttribute('aria-label') ??
      (labels.map((label) => label.textContent).join(' ') || (element.textContent ?? ''))
    ).trim();
  });
}
