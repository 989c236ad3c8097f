import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';

const made: string[] = [];

/**
 * A new folder, removed by `removeTestFolders`, which the user that root's PostgreSQL runs as may enter. Always below
 * /tmp: a test's own TMPDIR in it must stay short enough for a socket.
 */
export function makeTestFolder(): string {
  const folder = mkdtempSync(path.join(realpathSync('/tmp'), 'keymeter-test-'));
  chmodSync(folder, 0o755);
  made.push(folder);
  return folder;
}

export function removeTestFolders(): void {
  for (const folder of made.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
