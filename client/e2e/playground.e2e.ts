import type { Browser, Page, Response } from 'playwright-core';
import { violationsOf } from './accessibility';
import { launchBrowser } from './browser';
import { screenshot } from './screenshot';
import { type RunningServer, startServer } from './server';
import { signIn } from './signIn';

/** The editor for GraphQL, as it comes with the server: under its content policy, with nothing from elsewhere. */
let server: RunningServer;
let browser: Browser;
let page: Page;
const problems: string[] = [];
const foreign: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: 'dark' });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== server.url) foreign.push(request.url());
  });
  // What a policy forbids is told to the document, also by what is only styled wrong.
  await page.addInitScript(() => {
    const kept: string[] = [];
    Object.assign(window, { forbidden: kept });
    document.addEventListener('securitypolicyviolation', (event) => {
      kept.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await signIn(page, server);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const CREATE_TOKEN =
  'mutation { createAccessToken(input: { name: "playground", scopes: [KEYS_READ] }) { secret } }';

/** Presses the button, once the editor and its schema are there. */
async function run(): Promise<Response> {
  await page.waitForLoadState('networkidle');
  const answer = page.waitForResponse(
    (response) => response.request().postData()?.includes('query ListMyKeys') ?? false,
  );
  await page.getByRole('button', { name: /^Execute query/ }).click();
  return answer;
}

function forbidden(): Promise<string[]> {
  return page.evaluate(() => Reflect.get(window, 'forbidden'));
}

describe('the playground', () => {
  it('opens for who opens /graphql, with starters in tabs', async () => {
    await page.goto(`${server.url}/graphql`);

    await page.getByRole('heading', { name: 'Playground' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/playground');
    await page.getByRole('tab', { name: 'ListMyKeys' }).waitFor();
    for (const name of ['CreateAKey', 'UsageByModelAndKey', 'UsagePerDay'])
      expect(await page.getByRole('tab', { name }).count()).toBe(1);
  });

  it('runs an operation in the name of the session', async () => {
    const answered = await run();

    expect((await answered.json()).data.apiKeys.totalCount).toBe(0);
    await page.getByText('"totalCount"').first().waitFor();
    await screenshot(page, 'playground-dark');
  });

  it('runs it in the name of an access token, which is kept nowhere', async () => {
    const made = await page.request.post(`${server.url}/graphql`, {
      headers: { origin: server.url },
      data: { query: CREATE_TOKEN },
    });
    const { secret } = (await made.json()).data.createAccessToken;
    await page.getByLabel('Use an access token').fill(secret);

    const request = (await run()).request();

    expect(await request.headerValue('authorization')).toBe(`Bearer ${secret}`);
    expect(await request.headerValue('cookie')).toBeNull();
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    ).not.toContain(secret);
  });

  it('breaks no rule of the content policy and of accessibility, and asks nobody else for anything', async () => {
    expect(await forbidden()).toEqual([]);
    expect(foreign).toEqual([]);
    expect(problems).toEqual([]);
    // GraphiQL's own tabs hold buttons within buttons, and its line numbers are pale.
    expect(await violationsOf(page, { foreignPart: '.graphiql-container' })).toEqual([]);
  });
});
