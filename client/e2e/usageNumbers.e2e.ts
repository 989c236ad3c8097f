import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { callGateway } from './callGateway';
import { SHIFT_DAYS, seedShiftDays } from './seedShiftDays';
import { type RunningServer, startServer } from './server';
import { signIn } from './signIn';

/** The same numbers everywhere: tiles, chart, table, file and link tell of the same calls. */
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

/** A spreadsheet would run this name. */
const FORMULA = '=1+1';
const VIEW = '/account/usage?range=7d&tz=Asia%2FKathmandu&by=key&cmp=prev';

const CREATE =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }';
const REVOKE = 'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { status } } }';

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await signIn(page, server);
  for (const name of ['prod-web', FORMULA]) {
    const { secret, apiKey } = (await ask(CREATE, { input: { name, allModels: true } })).createApiKey;
    for (const model of ['demo/quick', 'demo-lab/poet', 'demo/quick'])
      await callGateway(server.url, secret, { model });
    if (name === FORMULA) await ask(REVOKE, { id: apiKey.id });
  }
  await seedShiftDays(server.dataDir, server.demo.email);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function ask(query: string, variables: object) {
  const response = await page.request.post(`${server.url}/graphql`, {
    headers: { origin: server.url },
    data: { query, variables },
  });
  return (await response.json()).data;
}

/** Input, output and total tokens, as the page at hand shows them. */
async function numbersOf(shown: Page): Promise<{ tiles: number[]; total: number[]; rows: number[] }> {
  await shown.getByRole('table').waitFor();
  const digits = (text: string) => Number(text.replace(/[^\d]/g, ''));
  const labels = ['Input tokens', 'Output tokens', 'Total usage'];
  const tiles = await Promise.all(
    labels.map(async (name) => {
      const text = await shown.getByRole('group', { name }).innerText();
      return digits(/[\d,]+/.exec(text)?.[0] ?? '');
    }),
  );
  const cells = async (row: string) =>
    (await shown.locator(`table ${row}`).locator('td:not([data-change])').allInnerTexts()).map(digits);
  const groups = await shown.locator('table tbody tr[data-depth="group"]').count();
  const sums = [0, 0, 0];
  for (let place = 0; place < groups; place += 1) {
    const row = await cells(`tbody tr[data-depth="group"] >> nth=${place}`);
    for (let column = 0; column < 3; column += 1) sums[column] = (sums[column] ?? 0) + (row[column] ?? 0);
  }
  return { tiles, total: (await cells('tfoot tr')).slice(0, 3), rows: sums };
}

/** What one gets from the menu Export: the lines without the head, and the sum of their tokens. */
async function exported(item: string): Promise<{ name: string; lines: string[]; sum: number }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const file = await coming;
  const [head = '', ...lines] = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  const column = head
    .replace(/^\uFEFF/, '')
    .split(',')
    .findIndex((name) => /total.?tokens/i.test(name));
  const sum = lines.reduce((whole, line) => whole + Number(line.split(',')[column]), 0);
  return { name: file.suggestedFilename(), lines, sum };
}

describe('My usage', () => {
  it('shows one sum in tiles, rows and total', async () => {
    await page.goto(server.url + VIEW);

    const { tiles, total, rows } = await numbersOf(page);
    expect(total[2]).toBeGreaterThan(0);
    expect(tiles).toEqual(total);
    expect(rows).toEqual(total);
    expect((total[0] ?? 0) + (total[1] ?? 0)).toBe(total[2]);
  });

  it('gives the same sum as a file, with revoked names and without formulas', async () => {
    const { total } = await numbersOf(page);
    const { name, lines, sum } = await exported('CSV: this table');

    expect(name).toMatch(/^usage_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d_Asia-Kathmandu\.csv$/);
    expect(sum).toBe(total[2]);
    expect(lines.filter((line) => line.includes(`'${FORMULA}`))).toHaveLength(2);
    expect(lines.filter((line) => line.split(',').includes(FORMULA))).toEqual([]);
  });

  it('shows the same to whoever opens its address anew, and after a reload', async () => {
    const before = await numbersOf(page);
    const other = await (await browser.newContext({ storageState: await context.storageState() })).newPage();
    await other.setViewportSize({ width: 1440, height: 900 });
    await other.goto(page.url());
    await page.reload();

    expect(await numbersOf(other)).toEqual(before);
    expect(await numbersOf(page)).toEqual(before);
    expect(await other.getByRole('row', { name: /=1\+1 \(revoked\)/ }).count()).toBeGreaterThan(0);
    await other.context().close();
  });

  it.each(SHIFT_DAYS)(
    'counts a day of $hours hours in $zone once in table, chart and file',
    async ({ zone, from, to, hours }) => {
      await page.goto(`${server.url}/account/usage?from=${from}&to=${to}&tz=${zone}&step=hour`);

      const { tiles, total, rows } = await numbersOf(page);
      expect(total).toEqual([10 * hours, 5 * hours, 15 * hours]);
      expect([tiles, rows]).toEqual([total, total]);
      await page
        .getByRole('figure')
        .getByText(`Total ${15 * hours}, highest 15`)
        .waitFor();
      const { lines, sum } = await exported('CSV: by hour, model and key');
      expect([lines.length, sum]).toEqual([hours, 15 * hours]);
    },
  );

  it('follows a call that is made while one looks, live', async () => {
    await page.goto(`${server.url}/account/usage?range=today&live=1`);
    const before = (await numbersOf(page)).total[2] ?? 0;
    await page.getByText(/^Live/).nth(1).waitFor();
    const { secret } = (await ask(CREATE, { input: { name: 'newcomer', allModels: true } })).createApiKey;
    await callGateway(server.url, secret);

    await page.getByRole('button', { name: 'newcomer' }).waitFor();
    expect((await numbersOf(page)).total[2]).toBeGreaterThan(before);
  });

  it('keeps the numbers while there is no network', async () => {
    await page.goto(`${server.url}/account/usage?range=7d`);
    await page.getByRole('table').waitFor();

    await context.setOffline(true);

    await page.getByText(/^You're offline/).waitFor();
    expect(await page.getByRole('table').isVisible()).toBe(true);
    await context.setOffline(false);
    await page.getByText(/^You're offline/).waitFor({ state: 'hidden' });
    expect(await page.getByRole('table').isVisible()).toBe(true);
  });

  it('says that the server failed, with a way to ask again', async () => {
    await page.goto(`${server.url}/account/usage?range=7d`);
    await page.getByRole('table').waitFor();
    await page.route('**/graphql', (route) => route.fulfill({ status: 500, body: 'oops' }));

    await page.getByRole('button', { name: 'Refresh' }).click();

    await page.getByText("We couldn't load your usage.").waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table').waitFor();
  });
});
