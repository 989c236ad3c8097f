import { readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How the folder of a run's PostgreSQL begins, in the temporary folder. */
export const TEST_CLUSTER_PREFIX = 'keymeter-jest-';

/** No run takes so long. */
const FORGOTTEN_AFTER_MS = 3 * 60 * 60_000;

/** Removes what runs that were interrupted have left in the temporary folder, some 50 MB each. */
export function removeForgottenClusters(): void {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(TEST_CLUSTER_PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    const made = statSync(folder, { throwIfNoEntry: false });
    const isForgotten = made && Date.now() - made.mtimeMs > FORGOTTEN_AFTER_MS;
    if (isForgotten && made.uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
  }
}
