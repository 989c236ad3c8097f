import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const FIND = path.resolve(import.meta.dirname, '../../client/e2e/findChromium.mjs');
const CREATE = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }';

/** A Chromium whose one profile is signed in as the demo member, and which other tools reach at a port. */
export async function signedInBrowser({ url, demo }) {
  const { executablePath, env } = JSON.parse(
    execFileSync(process.execPath, [FIND], { encoding: 'utf8', timeout: 120_000 }),
  );
  const profile = mkdtempSync(path.join(os.tmpdir(), 'keymeter-browser-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    env: { ...process.env, ...env },
    viewport: { width: 1280, height: 860 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--headless=shell',
      '--no-first-run',
      `--remote-debugging-port=${port}`,
    ],
    timeout: 60_000,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.getByLabel('E-mail').fill(demo.email);
  await page.getByLabel('Password', { exact: true }).fill(demo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My API Keys' }).waitFor();
  return {
    port,
    page,
    version: /Chrome\/([\d.]+)/.exec(await page.evaluate(() => navigator.userAgent))?.[1] ?? 'unknown',
    createKey: (name) =>
      page.request.post(`${url}/graphql`, {
        headers: { origin: url },
        data: { query: CREATE, variables: { input: { name, allModels: true } } },
      }),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
