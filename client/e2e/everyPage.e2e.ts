import type { Browser, BrowserContext, Page } from 'playwright-core';
import { violationsOf } from './accessibility';
import { launchBrowser } from './browser';
import { callGateway } from './callGateway';
import { cutTexts } from './cutTexts';
import { screenshot } from './screenshot';
import { seedHistory } from './seedHistory';
import { type RunningServer, startServer } from './server';
import { signIn } from './signIn';

/** Every page and dialog, light and dark, on a desk and on a phone: looked at by axe, and kept as pictures for people. */
let server: RunningServer;
let browser: Browser;
let state: Awaited<ReturnType<BrowserContext['storageState']>>;
let keyId: string;
/** What pages asked of anybody but the server. */
const foreign: string[] = [];

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }`;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  const page = await browser.newPage();
  await signIn(page, server);
  for (const [name, models] of [
    ['prod-web', ['demo/quick', 'demo-lab/poet']],
    ['nightly-batch', ['demo/thorough']],
    ['research-notebooks', null],
  ] as const) {
    const input = { name, ...(models ? { modelIds: models } : { allModels: true }) };
    const { secret, apiKey } = await createKey(page, input);
    keyId = apiKey.id;
    for (const model of models ?? []) await callGateway(server.url, secret, { model });
  }
  await seedHistory(server.dataDir, server.demo.email);
  state = await page.context().storageState();
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function createKey(page: Page, input: object): Promise<{ secret: string; apiKey: { id: string } }> {
  const response = await page.request.post(`${server.url}/graphql`, {
    headers: { origin: server.url },
    data: { query: CREATE, variables: { input } },
  });
  return (await response.json()).data.createApiKey;
}

/** A page, and what to wait for before it is looked at. */
const PAGES: readonly (readonly [
  name: string,
  path: () => string,
  ready: (page: Page) => Promise<unknown>,
])[] = [
  ['sign-in', () => '/sign-in', (page) => page.getByRole('heading', { name: 'Sign in' }).waitFor()],
  ['keys', () => '/account/keys', (page) => page.getByText('nightly-batch').first().waitFor()],
  [
    'create-key',
    () => '/account/keys/new',
    (page) => page.getByRole('dialog').getByText('Quick (demo)').waitFor(),
  ],
  [
    'edit-key',
    () => `/account/keys/${keyId}/edit`,
    (page) => page.getByRole('dialog').getByLabel('Name').waitFor(),
  ],
  ['revoke-key', () => `/account/keys/${keyId}/revoke`, (page) => page.getByRole('alertdialog').waitFor()],
  [
    'key',
    () => `/account/keys/${keyId}`,
    (page) => page.getByRole('dialog').getByText('Created API key').waitFor(),
  ],
  [
    'rotate-key',
    () => `/account/keys/${keyId}/rotate`,
    (page) => page.getByRole('button', { name: 'Rotate key' }).waitFor(),
  ],
  ['audit', () => '/account/audit', (page) => page.getByText('nightly-batch').first().waitFor()],
  ['tokens', () => '/account/tokens', (page) => page.getByText('No access tokens yet').waitFor()],
  [
    'create-token',
    () => '/account/tokens/new',
    (page) => page.getByRole('dialog').getByLabel('Name').waitFor(),
  ],
  ['usage', () => '/account/usage', (page) => page.getByText('Usage by model and API key').first().waitFor()],
  ['models', () => '/models', (page) => page.getByText('demo/quick').first().waitFor()],
  ['docs', () => '/docs', (page) => page.getByText('demo/quick').first().waitFor()],
  ['not-found', () => '/no/such/page', (page) => page.getByRole('heading').first().waitFor()],
];

/** Further states of these pages. */
const STATES: typeof PAGES = [
  [
    'usage-compared',
    () => '/account/usage?range=7d&cmp=prev&chart=line&by=key&rows=key-model&models=demo/quick',
    (page) => page.getByText(/^Compared with/).waitFor(),
  ],
  [
    'usage-day',
    () => '/account/usage?range=today&trail=30d&rows=day',
    (page) => page.getByRole('navigation', { name: 'Way back' }).waitFor(),
  ],
  [
    'usage-empty',
    () => '/account/usage?from=2020-01-01&to=2020-02-01&tz=Mars',
    (page) => page.getByText(/^No usage between/).waitFor(),
  ],
  [
    'model',
    () => '/models?model=demo/quick',
    (page) => page.getByRole('dialog').getByRole('tab', { name: 'Python' }).waitFor(),
  ],
];

/** How many elements are on their way from one look to another: none, where a person wants less motion. */
function fadingElements(): number {
  return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
}

function watchForeign(context: BrowserContext): void {
  context.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && new URL(url).origin !== server.url) foreign.push(url);
  });
}

const SIZES = [
  { size: 'desk', width: 1440, height: 900, pictures: { light: 'light', dark: 'dark' } },
  { size: 'phone', width: 320, height: 640, pictures: { light: 'phone', dark: 'phone-dark' } },
] as const;

describe.each(SIZES)('on a screen as of a $size', ({ width, height, pictures }) => {
  const options = { viewport: { width, height }, reducedMotion: 'reduce' } as const;
  let signedIn: BrowserContext;
  let stranger: BrowserContext;
  beforeAll(async () => {
    signedIn = await browser.newContext({ ...options, storageState: state });
    stranger = await browser.newContext(options);
    for (const context of [signedIn, stranger]) {
      // A stream stays open: with one the network is never idle.
      await context.route('**/graphql/stream', (route) => route.abort());
      watchForeign(context);
    }
  });
  afterAll(() => Promise.all([signedIn?.close(), stranger?.close()]));

  it.each([...PAGES, ...STATES])(
    'the page %s breaks no rule of accessibility and does not scroll sideways, light and dark',
    async (name, path, ready) => {
      const page = await (name === 'sign-in' ? stranger : signedIn).newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(server.url + path());
      await ready(page);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForLoadState('networkidle');
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.locator(`html[data-${scheme}]`).waitFor();

        const fading = await page.evaluate(fadingElements);
        const violations = await violationsOf(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await screenshot(page, `${name}-${pictures[scheme]}`, { isWhole: name.startsWith('usage') });

        expect({ scheme, violations, fading }).toEqual({ scheme, violations: [], fading: 0 });
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await page.close();
    },
  );
});

describe('what opens or comes up on a page', () => {
  let page: Page;
  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      storageState: state,
    });
    watchForeign(context);
    await context.route('**/graphql/stream', (route) => route.abort());
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterAll(() => page?.context().close());

  /** What axe finds now, in both colour schemes; and the picture of it. */
  async function look(name: string, part?: string): Promise<string[]> {
    const found: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.locator(`html[data-${scheme}]`).waitFor();
      found.push(...(await violationsOf(page, part ? { part } : {})));
      await screenshot(page, `${name}-${scheme}`);
    }
    return found;
  }

  it('of My usage breaks no rule either, and closes by Escape', async () => {
    await page.goto(`${server.url}/account/usage`);
    await page.getByRole('table').waitFor();
    await page.waitForLoadState('networkidle');
    const openers = [
      ['usage-range', () => page.keyboard.press('t'), 'dialog'],
      ['usage-filter', () => page.getByRole('button', { name: 'API key: All' }).click(), 'dialog'],
      ['usage-export', () => page.getByRole('button', { name: 'Export' }).click(), 'menu'],
      ['account-menu', () => page.getByRole('button', { name: 'Account', exact: true }).click(), 'menu'],
      ['shortcuts', () => page.keyboard.press('?'), 'dialog'],
    ] as const;
    for (const [name, open, role] of openers) {
      await open();
      await page.getByRole(role).waitFor();
      expect({ name, found: await look(name, `[role="${role}"]`) }).toEqual({ name, found: [] });
      await page.keyboard.press('Escape');
      await page.getByRole(role).waitFor({ state: 'detached' });
    }
  });

  it('tells of the network and of a newer version within the same rules', async () => {
    const build = '0123456789ab';
    await page.route('**/config.json', (route) => route.fulfill({ json: { build } }));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByText('A new version is available.').waitFor();
    await page.context().setOffline(true);
    await page.getByText(/^You're offline/).waitFor();

    expect(await look('notices')).toEqual([]);
    await page.context().setOffline(false);
    await page.unroute('**/config.json');
  });

  it('asks for the password over a form whose session has ended, and the form goes on', async () => {
    const refusal = { errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }], data: null };
    await page.goto(`${server.url}/account/tokens/new`);
    await page.getByLabel('Name').fill('from the form');
    await page.getByRole('checkbox', { name: /^Read usage/ }).check();
    await page.route('**/graphql', (route) => route.fulfill({ json: refusal }));
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await look('session-ended')).toEqual([]);

    await page.unroute('**/graphql');
    await dialog.getByLabel('Password', { exact: true }).fill(server.demo.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Create', exact: true }).click();

    await page.getByRole('dialog', { name: 'Save your access token' }).waitFor();
  });
});

describe('with text twice as large', () => {
  it.each([
    ['keys', '/account/keys'],
    ['usage', '/account/usage?range=7d&cmp=prev'],
    ['audit', '/account/audit'],
    ['models', '/models'],
  ])('the page %s cuts nothing on a desk', async (_name, path) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, storageState: state });
    await context.route('**/graphql/stream', (route) => route.abort());
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.url + path);
    await page.getByRole('table').first().waitFor();
    await page.waitForLoadState('networkidle');

    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

    expect({ cut: await cutTexts(page), overflow }).toEqual({ cut: [], overflow: 0 });
    await context.close();
  });
});

describe('on a phone, in a language of long words', () => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      reducedMotion: 'reduce',
      storageState: state,
    });
    watchForeign(context);
    await context.route('**/graphql/stream', (route) => route.abort());
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterAll(() => context?.close());

  it.each([...PAGES, ...STATES].filter(([name]) => name !== 'sign-in'))(
    'the page %s cuts no text and does not scroll sideways',
    async (_name, path) => {
      const address = new URL(server.url + path());
      address.searchParams.set('lang', 'en-XA');
      await page.goto(address.href);
      await page.getByRole('heading').or(page.getByRole('dialog')).first().waitFor();
      await page.waitForLoadState('networkidle');

      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

      expect({ cut: await cutTexts(page), overflow }).toEqual({ cut: [], overflow: 0 });
    },
  );
});

describe('what a page loads', () => {
  it('of My API Keys are neither charts nor the editor', async () => {
    const context = await browser.newContext({ storageState: state });
    await context.route('**/graphql/stream', (route) => route.abort());
    const page = await context.newPage();
    const files: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') files.push(new URL(request.url()).pathname);
    });
    await page.goto(`${server.url}/account/keys`);
    await page.getByText('nightly-batch').first().waitFor();
    await page.waitForLoadState('networkidle');
    await context.close();

    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => /chart|editor|monaco|graphiql|usagepage/i.test(file))).toEqual([]);
  });

  it('comes from nowhere but the server', () => {
    expect(foreign).toEqual([]);
  });
});

describe('names that are hard to set', () => {
  /** 64 characters as wide as they come, without a place to break; and a name that runs from right to left. */
  const WIDE = '\uff37'.repeat(64);
  const HEBREW = '\u05d7\u05e9\u05d1\u05d5\u05df (\u05e2\u05e8\u05d1) 3';
  const LOOKED_AT = [
    ['keys', '/account/keys'],
    ['usage', '/account/usage?range=today&rows=flat'],
    ['usage by key', '/account/usage?range=today&by=key&rows=key-model'],
    ['audit', '/account/audit'],
  ] as const;
  let context: BrowserContext;
  const ids: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ storageState: state, reducedMotion: 'reduce' });
    await context.route('**/graphql/stream', (route) => route.abort());
    const page = await context.newPage();
    for (const name of [WIDE, HEBREW]) {
      const { secret, apiKey } = await createKey(page, { name, allModels: true });
      ids.push(apiKey.id);
      await callGateway(server.url, secret, { model: 'demo/quick' });
    }
    await page.close();
  });
  afterAll(() => context?.close());

  it.each([320, 1440])(
    'break nothing on a screen of %i pixels, and neither does the other direction',
    async (width) => {
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.setViewportSize({ width, height: 900 });
      const found: unknown[] = [];
      for (const [name, path] of LOOKED_AT) {
        await page.goto(server.url + path);
        for (const keyName of [WIDE, HEBREW])
          await page.getByText(keyName).first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        for (const direction of ['ltr', 'rtl']) {
          await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          const isolated = await page
            .locator('bdi', { hasText: HEBREW })
            .first()
            .evaluate((element) => getComputedStyle(element).unicodeBidi);
          if (overflow > 0 || isolated !== 'isolate') found.push({ name, direction, overflow, isolated });
        }
      }
      await page.close();

      expect(found).toEqual([]);
    },
  );

  it('stay within the dialogs of keys on a phone', async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.setViewportSize({ width: 320, height: 640 });
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
    const found: unknown[] = [];
    const look = async (name: string) => {
      await dialog
        .getByText(WIDE)
        .or(dialog.getByRole('textbox', { name: 'Name' }))
        .first()
        .waitFor();
      await page.waitForLoadState('networkidle');
      const overflow = await dialog
        .first()
        .evaluate((element) =>
          Math.max(
            0,
            ...[element, ...element.querySelectorAll(':not(input)')].map(
              ({ scrollWidth }) => scrollWidth - innerWidth,
            ),
          ),
        );
      if (overflow > 0) found.push({ name, overflow });
    };
    for (const part of ['', '/edit', '/rotate', '/revoke']) {
      await page.goto(`${server.url}/account/keys/${ids[0]}${part}`);
      await look(part);
    }
    await page.goto(`${server.url}/account/keys`);
    for (const name of [WIDE, HEBREW]) {
      await page.getByRole('listitem').filter({ hasText: name }).getByRole('checkbox').check();
    }
    await page.getByRole('button', { name: 'Revoke selected' }).click();
    await look('several');
    expect(await violationsOf(page)).toEqual([]);
    await page.close();

    expect(found).toEqual([]);
  });
});

describe('a free account', () => {
  it('is told about the paid plan, and whom to ask', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.url);
    await page
      .getByRole('button', { name: /Create (an )?account/ })
      .or(page.getByRole('link', { name: /Create (an )?account/ }))
      .first()
      .click();
    await page.getByLabel('Name').fill('Newcomer');
    await page.getByLabel('E-mail').fill('newcomer@example.com');
    await page.getByLabel('Password', { exact: true }).fill('a long enough password');
    await page.getByRole('button', { name: /Create account|Sign up/ }).click();

    await page.getByText('Please ensure your account is subscribed to a paid plan.').waitFor();
    const contact = page.getByRole('link', { name: /contact us/i }).first();
    expect(await contact.getAttribute('href')).toBe('https://example.com/contact');
    expect(await page.getByRole('button', { name: 'Create New API Key' }).count()).toBe(0);
    await screenshot(page, 'gate-light');
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });
});
