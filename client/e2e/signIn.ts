import type { Page } from 'playwright-core';
import type { RunningServer } from './server';

/** Signs the demo member in, and waits for My API Keys. */
export async function signIn(page: Page, { url, demo }: RunningServer): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail').fill(demo.email);
  await page.getByLabel('Password', { exact: true }).fill(demo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My API Keys' }).waitFor();
}
