import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** `npm run screenshots` sets this to docs/screenshots; otherwise they are kept with the results of the tests. */
const FOLDER = path.resolve(__dirname, '../..', process.env.SCREENSHOTS_FOLDER ?? 'test-results/screenshots');

export interface ScreenshotOptions {
  /** The whole page, also what one has to scroll to. */
  readonly isWhole?: boolean;
  /** Painted over: a secret, which must not get into a picture. */
  readonly hidden?: readonly Locator[];
}

/** What the page looks like now, for people. */
export async function screenshot(page: Page, name: string, options: ScreenshotOptions = {}): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({
    path: path.join(FOLDER, `${name}.png`),
    animations: 'disabled',
    fullPage: options.isWhole ?? false,
    mask: [...(options.hidden ?? [])],
    maskColor: '#8891a5',
  });
}
