import { type Browser, chromium } from 'playwright-core';

/** Its own defaults would run everything in one process and switch the same-origin policy off. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--headless=shell',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = JSON.parse(process.env.E2E_CHROMIUM ?? '{}');
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ARGUMENTS,
    timeout: 60_000,
  });
}
