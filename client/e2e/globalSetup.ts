import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Finds the browser once for all tests; they read it from the environment. */
export default function globalSetup(): void {
  const find = path.join(__dirname, 'findChromium.mjs');
  process.env.E2E_CHROMIUM = execFileSync(process.execPath, [find], { encoding: 'utf8', timeout: 120_000 });
}
