// Takes the pictures of every page anew, into docs/screenshots: by the browser tests, on a server of their own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

if (process.argv.includes('--help')) {
  process.stdout.write(
    'npm run screenshots: writes pictures of every page to docs/screenshots. Run `npm run build` first.\n',
  );
} else {
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const { status } = spawnSync(process.execPath, [jest, '-c', 'client/e2e/jest.config.cjs'], {
    cwd: ROOT,
    env: { ...process.env, SCREENSHOTS_FOLDER: 'docs/screenshots' },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
