import { createRequire } from 'node:module';
import '../swc-register.cjs';
import { runLighthouse } from './runLighthouse.mjs';
import { signedInBrowser } from './signedInBrowser.mjs';
import { tasksOfActions } from './tasksOfActions.mjs';

const require = createRequire(import.meta.url);
const { startServer } = require('../../client/e2e/server.ts');
const { seedHistory } = require('../../client/e2e/seedHistory.ts');
const { seedMuch } = require('../../client/e2e/seedMuch.ts');

const KEYS = ['prod-web', 'nightly-batch', 'research-notebooks'];

/**
 * Starts a server and a browser of its own, measures and stops both.
 *
 * @param {{ isMobile: boolean, runs: number, say: (line: string) => void }} options
 */
export async function measureBrowser({ isMobile, runs, say }) {
  say('starting a server');
  const server = await startServer();
  try {
    const browser = await signedInBrowser(server);
    try {
      for (const name of KEYS) await browser.createKey(name);
      await seedHistory(server.dataDir, server.demo.email);
      const pages = await runLighthouse({ server, browser, isMobile, runs, say });
      say('working with 10,000 keys and 1,000 rows of usage');
      await seedMuch(server.dataDir, server.demo.email);
      const actions = await tasksOfActions(browser.page, server.url);
      return { chromium: browser.version, pages, actions };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
