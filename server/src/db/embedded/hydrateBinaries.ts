import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { binariesIncomplete } from './embeddedPostgres.errors';
import { errorCodeOf } from './errorCodeOf';

const links = z.array(z.object({ source: z.string(), target: z.string() })).max(1000);

/**
 * Makes the links between libraries and the execute bits that npm packages cannot carry. The package's own install
 * script does it as well, but `npm install --ignore-scripts` skips that. Safe to repeat, also by two at once.
 *
 * @throws EmbeddedPostgresError when something is missing and the folder is not ours to repair.
 */
export function hydrateBinaries(nativeDir: string): void {
  try {
    makeLinks(nativeDir);
    makeExecutable(path.join(nativeDir, 'bin'));
  } catch (error) {
    throw binariesIncomplete(nativeDir, error);
  }
}

function makeLinks(nativeDir: string): void {
  const list = path.join(nativeDir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  // Both names begin with "native/", the folder's own name.
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(nativeDir, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (errorCodeOf(error) !== 'EEXIST') throw error; // another process was faster
    }
  }
}

function makeExecutable(binDir: string): void {
  for (const name of readdirSync(binDir)) {
    const file = path.join(binDir, name);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
}
