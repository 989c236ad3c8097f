import { chmodSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { stagedFolderNotTrusted } from './embeddedPostgres.errors';
import { explainFolderError } from './explainFolderError';
import type { Binaries } from './findBinaries';
import { canWalk, type Identity } from './runAs';

/**
 * The folder of binaries which this user can run: the given one, or root's copy of it below `stagingRoot`, made once
 * for each version and used by all projects.
 *
 * @throws EmbeddedPostgresError when the copy's place is taken by something that others may write to, or not writable.
 */
export async function stageBinaries(
  binaries: Binaries,
  runAs: Identity | null,
  stagingRoot: string,
): Promise<string> {
  if (!runAs || isUsable(binaries.nativeDir, runAs)) return binaries.nativeDir;
  const staged = path.join(stagingRoot, `keymeter-pg-${binaries.version}`);
  if (isComplete(staged, binaries.nativeDir)) return staged;
  try {
    await copyInto(staged, binaries.nativeDir);
  } catch (error) {
    throw explainFolderError(stagingRoot, error);
  }
  return staged;
}

function isUsable(nativeDir: string, who: Identity): boolean {
  if (!canWalk(path.join(nativeDir, 'bin'), who)) return false;
  const { uid, mode } = statSync(path.join(nativeDir, 'bin', 'postgres'));
  return uid === who.uid || (mode & 0o005) === 0o005;
}

/** Whoever may write to the copy could run anything in our name, so only root's own folder is trusted. */
function isComplete(staged: string, original: string): boolean {
  const found = lstatSync(staged, { throwIfNoEntry: false });
  if (!found) return false;
  const isRoots = found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
  if (!isRoots) throw stagedFolderNotTrusted(staged);
  // Cleaners of temporary folders remove single old files.
  return listTree(staged).join('\n') === listTree(original).join('\n');
}

/** Copies aside, then renames: nobody ever sees half a copy. */
async function copyInto(staged: string, original: string): Promise<void> {
  const aside = mkdtempSync(`${staged}.new-`);
  try {
    await cp(original, aside, { recursive: true, verbatimSymlinks: true });
    openToAll(aside);
    if (lstatSync(staged, { throwIfNoEntry: false })) renameSync(staged, `${aside}.old`);
    renameSync(aside, staged);
    rmSync(`${aside}.old`, { recursive: true, force: true });
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Another process may have put the same copy there meanwhile.
    if (!isComplete(staged, original)) throw error;
  }
}

/** Readable and, where root may execute, executable by everyone, whatever the umask of the installation was. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (entry.isFile()) chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** Every file with its size, in a fixed order. */
function listTree(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory(),
  );
  const described = files.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return `${path.relative(folder, file)} ${lstatSync(file).size}`;
  });
  return described.sort();
}
