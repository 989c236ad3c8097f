import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { type RunningServer, startServer } from './server';
import { signIn } from './signIn';

/** The page Docs tells what programs can ask for: it has to be true of the server that shows it. */
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('names only paths that the server has', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await signIn(page, server);
  await page.goto(`${server.url}/docs/api`);
  await page.getByRole('table').first().waitFor();
  const named = await page.getByRole('rowheader').allInnerTexts();

  const statuses = await Promise.all(
    named.map(async (line) => {
      const [method = '', path = ''] = line.trim().split(' ');
      const response = await fetch(server.url + path, { method, signal: AbortSignal.timeout(10_000) });
      return { line, status: response.status };
    }),
  );

  expect(named.length).toBeGreaterThan(15);
  // Refused or wrong, for nothing was sent along; but there.
  expect(statuses.filter(({ status }) => status === 404 || status === 405 || status >= 500)).toEqual([]);
});
