import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from './accessibility';
import { launchBrowser } from './browser';
import { callGateway } from './callGateway';
import { focusedName, tabTo, takeItem } from './keyboard';
import { screenshot } from './screenshot';
import { type RunningServer, startServer } from './server';

/** The user's guide from its first step to its last, in a browser, on a server that was just installed. */
let server: RunningServer;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  // Without motion: axe would judge colours that are still fading in.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Copies the secret that is shown, and leaves by Done, by the keyboard alone. */
async function saveSecretByHand(): Promise<void> {
  await page.getByRole('dialog').getByLabel('API key', { exact: true }).waitFor();
  await tabTo(page, /^Copy/);
  await page.keyboard.press('Enter');
  await page.getByText('API key copied').waitFor();
  await tabTo(page, /^Done$/);
  await page.keyboard.press('Enter');
}

describe('a member', () => {
  it('signs in and finds My API Keys behind the account icon', async () => {
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('E-mail').fill(server.demo.email);
    await page.getByLabel('Password', { exact: true }).fill(server.demo.password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('heading', { name: 'My API Keys' }).waitFor();
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await page.getByRole('menuitem', { name: 'My Account' }).click();

    await page.getByRole('heading', { name: 'My API Keys' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/keys');
    await page.getByText('No API keys yet').waitFor();
  });

  let key = '';
  let pasted = '';

  it('creates a key for chosen models and sees its secret once', async () => {
    await page
      .getByRole('button', { name: 'Create New API Key' })
      .or(page.getByRole('link', { name: 'Create New API Key' }))
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('prod-web');
    await dialog.getByRole('checkbox', { name: /^Quick/ }).check();
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();

    const field = page.getByRole('dialog').getByLabel('API key', { exact: true });
    await field.waitFor();
    key = (await field.inputValue().catch(async () => (await field.textContent()) ?? '')).trim();
    expect(key).toMatch(/^aim_sk_[0-9A-Za-z]{49}$/);
    await screenshot(page, 'secret-light', { hidden: [field] });
    await page.getByRole('checkbox', { name: 'Put my key into the example' }).check();
    pasted = await page.getByRole('tabpanel').innerText();
    await page.getByRole('checkbox', { name: 'Put my key into the example' }).uncheck();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('row', { name: /prod-web/ }).waitFor();
    const kept = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.documentElement.outerHTML,
        location.href,
        history.state,
      ]),
    );
    expect(kept).not.toContain(key);
  });

  it('is led to a first request, whose example works as it stands there, and sees it come', async () => {
    const steps = page.getByRole('region', { name: 'First steps' });
    await steps.getByText('Waiting for your first request…').waitFor();
    expect(await steps.getByRole('tabpanel').innerText()).toContain('"model": "demo/quick"');
    await screenshot(page, 'first-steps-light');
    expect(await violationsOf(page)).toEqual([]);

    const { stdout } = await promisify(execFile)('bash', ['-c', pasted], { timeout: 20_000 });

    expect(JSON.parse(stdout).choices[0].message.content).not.toBe('');
    await page.getByText('Your first request has arrived.').waitFor();
    expect(await page.getByRole('alert').getByRole('link', { name: 'My usage' }).count()).toBe(1);
  });

  it('calls a model with it, streamed and not, and another model is refused', async () => {
    const whole = await callGateway(server.url, key);
    const stream = await callGateway(server.url, key, { stream: true });
    const forbidden = await callGateway(server.url, key, { model: 'demo-lab/poet' });

    expect([whole.status, stream.status, forbidden.status]).toEqual([200, 200, 403]);
    expect(stream.body.trimEnd().endsWith('data: [DONE]')).toBe(true);
  });

  it('reads the tokens on My usage', async () => {
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await page.getByRole('menuitem', { name: 'My Account' }).click();
    await page
      .getByRole('link', { name: 'My usage' })
      .or(page.getByRole('tab', { name: 'My usage' }))
      .first()
      .click();

    const table = page.getByRole('table', { name: /Usage by model and API key/ });
    await table.getByRole('row', { name: /prod-web/ }).waitFor();
    const header = await table.getByRole('columnheader').allTextContents();
    expect(header.join('|')).toMatch(/Input tokens.*Output tokens.*Total usage/);
    await page.getByRole('figure').first().waitFor();
  });

  it('edits the name and the permission', async () => {
    await page.goto(`${server.url}/account/keys`);
    await page.getByRole('button', { name: 'Action for prod-web' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('prod-website');
    await dialog.getByRole('checkbox', { name: /^Poet/ }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('row', { name: /prod-website/ }).waitFor();
    expect((await callGateway(server.url, key, { model: 'demo-lab/poet' })).status).toBe(200);
  });

  it('sees within moments what is changed elsewhere, in the list and in the open key', async () => {
    const rename = (name: string) =>
      page.request.post(`${server.url}/graphql`, {
        headers: { origin: server.url },
        data: {
          query: `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey { id } } }`,
          variables: { input: { id: keyId, name } },
        },
      });
    await page.getByRole('link', { name: 'prod-website' }).click();
    await page.getByRole('dialog', { name: 'prod-website' }).waitFor();
    const keyId = new URL(page.url()).pathname.split('/').at(-1);

    await rename('elsewhere');
    await page.getByRole('dialog', { name: 'elsewhere' }).waitFor({ timeout: 5_000 });
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /elsewhere/ }).waitFor();
    await rename('prod-website');
    await page.getByRole('row', { name: /prod-website/ }).waitFor({ timeout: 5_000 });
    expect(await page.getByRole('row', { name: /elsewhere/ }).count()).toBe(0);
  });

  it('revokes the key, and the program is refused from then on', async () => {
    await page.getByRole('button', { name: 'Action for prod-website' }).click();
    await page.getByRole('menuitem', { name: 'Revoke' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('After revoking, this API key will immediately be disabled.').waitFor();
    await dialog.getByLabel(/Type prod-website/).fill('prod-website');
    await dialog.getByRole('button', { name: 'Revoke key' }).click();

    await page
      .getByText(/API key revoked/)
      .first()
      .waitFor();
    expect(await callGateway(server.url, key)).toMatchObject({
      status: 401,
      body: expect.stringContaining('invalid_api_key'),
    });
    await page.goto(`${server.url}/account/usage`);
    await page
      .getByRole('row', { name: /prod-website \(revoked\)/ })
      .first()
      .waitFor();
  });

  it('does all of it by the keyboard alone', async () => {
    const { keyboard } = page;
    await page.goto(`${server.url}/account/keys`);
    await page.getByRole('heading', { name: 'My API Keys' }).waitFor();
    await page.getByRole('search').waitFor();
    await tabTo(page, /^Create New API Key$/);
    await keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    await keyboard.type('by-hand');
    await tabTo(page, /^Quick/);
    await keyboard.press('Space');
    await tabTo(page, /^Create$/);
    await keyboard.press('Enter');
    await saveSecretByHand();

    await page.getByRole('row', { name: /by-hand/ }).waitFor();
    await tabTo(page, /^Action for by-hand$/);
    await keyboard.press('Enter');
    await takeItem(page, /^Edit$/);
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    await keyboard.press('Control+A');
    await keyboard.type('by-heart');
    await keyboard.press('Enter');

    await page.getByRole('row', { name: /by-heart/ }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, /^Action for by-heart$/);
    await keyboard.press('Enter');
    await takeItem(page, /^Rotate…$/);
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Rotate key$/);
    await keyboard.press('Enter');
    await saveSecretByHand();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, /^Action for by-heart$/);
    await keyboard.press('Enter');
    await takeItem(page, /^Revoke$/);
    await page.getByRole('alertdialog').waitFor();
    expect(await focusedName(page)).toBe('Cancel');
    await tabTo(page, /^Revoke key$/);
    await keyboard.press('Enter');
    await page.getByRole('row', { name: /by-heart/ }).waitFor({ state: 'detached' });
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });

    await keyboard.press('g');
    await keyboard.press('u');
    await page.getByRole('heading', { name: 'My usage' }).waitFor();
    expect(await focusedName(page)).toBe('My usage');
  });

  it('ticks several keys and revokes them together, and their programs are refused from then on', async () => {
    const secrets: string[] = [];
    for (const name of ['first-of-two', 'second-of-two']) {
      const { data } = await (
        await page.request.post(`${server.url}/graphql`, {
          headers: { origin: server.url },
          data: {
            query: `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }`,
            variables: { input: { name, allModels: true } },
          },
        })
      ).json();
      secrets.push(data.createApiKey.secret);
    }
    expect((await callGateway(server.url, secrets[0] ?? '')).status).toBe(200);
    await page.goto(`${server.url}/account/keys`);
    await page.getByRole('checkbox', { name: 'Select first-of-two' }).check();
    await page.getByRole('checkbox', { name: 'Select second-of-two' }).press('Space');
    await page.getByText('2 selected').waitFor();
    await screenshot(page, 'keys-selected-light');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke selected' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Revoke 2 API keys?' });
    await dialog.getByLabel('Type revoke to confirm').fill('revoke');
    await dialog.getByText('1 request in the last day').waitFor();
    await screenshot(page, 'revoke-keys-light');
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click();

    const results = page.getByRole('dialog', { name: '2 API keys revoked' });
    await results
      .getByText(/1 of 1 nodes confirmed/)
      .first()
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await results.getByRole('button', { name: 'Done' }).click();
    await page.getByText(/^2 API keys revoked\. 1 of 1 nodes confirmed/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    for (const secret of secrets) expect((await callGateway(server.url, secret)).status).toBe(401);
  });

  it('meets no error on the way, nothing that the content policy forbids included', () => {
    expect(problems).toEqual([]);
  });
});
