import { chmodSync, chownSync, mkdtempSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { socketPathTooLong } from './embeddedPostgres.errors';
import { inFolder } from './explainFolderError';
import { canWalk, type Identity } from './runAs';

const PREFIX = 'keymeter-pg-';
const RANDOM_CHARACTERS = 6;
const POSTGRES_SOCKET = '.s.PGSQL.5432';
/** Of `sun_path`, without its closing zero: 108 bytes on Linux, 104 on macOS and the BSDs. */
const LONGEST_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

/** Where PostgreSQL answers. */
export function postgresSocket(socketDir: string): string {
  return path.join(socketDir, POSTGRES_SOCKET);
}

/** Where the watchdog counts those who use PostgreSQL. */
export function ownersSocket(socketDir: string): string {
  return path.join(socketDir, 'owners.sock');
}

/** True for folders that this launcher made. */
export function isOurSocketFolder(socketDir: string): boolean {
  return path.basename(socketDir).startsWith(PREFIX);
}

/**
 * Makes the folder for both sockets, which only the user that runs PostgreSQL may enter: that is what stands in for
 * a password. It lies in the temporary folder, since a path below the project could be too long for a socket.
 *
 * @throws EmbeddedPostgresError when TMPDIR is too deep or not writable.
 */
export function createSocketFolder(runAs: Identity | null): string {
  const root = temporaryRoot(runAs);
  const longest = postgresSocket(path.join(root, PREFIX + 'x'.repeat(RANDOM_CHARACTERS)));
  if (Buffer.byteLength(longest) > LONGEST_PATH_BYTES) throw socketPathTooLong(root, LONGEST_PATH_BYTES);
  const socketDir = inFolder(root, () => mkdtempSync(path.join(root, PREFIX)), 'TMPDIR');
  chmodSync(socketDir, 0o700);
  if (runAs) chownSync(socketDir, runAs.uid, runAs.gid);
  return socketDir;
}

/** Removes the folder and the names that can be in it, nothing else. Safe to repeat. */
export function removeSocketFolder(socketDir: string): void {
  const files = [postgresSocket(socketDir), `${postgresSocket(socketDir)}.lock`, ownersSocket(socketDir)];
  for (const file of files) ignoringErrors(() => unlinkSync(file));
  ignoringErrors(() => rmdirSync(socketDir));
}

/** Some systems give root a temporary folder of its own, which nobody else can enter. */
function temporaryRoot(runAs: Identity | null): string {
  const root = path.resolve(os.tmpdir());
  const isClosed = runAs && statSync(root, { throwIfNoEntry: false }) && !canWalk(root, runAs);
  return isClosed ? '/tmp' : root;
}

function ignoringErrors(work: () => void): void {
  try {
    work();
  } catch {
    // Already gone, or a stranger's file is in it: a folder in the temporary one may stay.
  }
}
