import { randomUUID } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startIsTakingTooLong } from './embeddedPostgres.errors';
import { errorCodeOf } from './errorCodeOf';
import { explainFolderError, inFolder } from './explainFolderError';
import { isAlive } from './isAlive';

const RETRY_MS = 50;
const HEARTBEAT_MS = 1_000;
/** A holder that has not touched the file for so long is gone, even if its process id was given to another one. */
const STALE_MS = 10_000;
/** Longer than anyone needs between finding a lock stale and replacing it. */
const SETTLE_MS = 100;

/**
 * Lets one process at a time start or join the PostgreSQL of a folder. A lock whose holder died is taken over.
 *
 * @throws EmbeddedPostgresError when it is not free within `waitMs`, or the folder cannot be written.
 */
export async function withStartLock<T>(lockFile: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + waitMs;
  while (!(await tryTake(lockFile, token))) {
    if (Date.now() > deadline) throw startIsTakingTooLong(lockFile, waitMs);
    await sleep(RETRY_MS);
  }
  const heartbeat = setInterval(() => touch(lockFile, token), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release(lockFile, token);
  }
}

async function tryTake(lockFile: string, token: string): Promise<boolean> {
  try {
    writeWhole(lockFile, token, 'wx');
    return true;
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw explainFolderError(path.dirname(lockFile), error);
  }
  return isStale(lockFile) && takeOver(lockFile, token);
}

/** Two may find the same lock stale: the one who wrote last has it, and both look only after both have written. */
async function takeOver(lockFile: string, token: string): Promise<boolean> {
  const mine = `${lockFile}.${process.pid}`;
  inFolder(path.dirname(lockFile), () => {
    writeWhole(mine, token, 'w');
    renameSync(mine, lockFile);
  });
  await sleep(SETTLE_MS);
  return read(lockFile) === token;
}

/** A full disk can leave an empty file, which would look like somebody's lock. */
function writeWhole(file: string, text: string, flag: 'w' | 'wx'): void {
  const handle = openSync(file, flag);
  try {
    writeSync(handle, text);
  } catch (error) {
    unlinkSync(file);
    throw error;
  } finally {
    closeSync(handle);
  }
}

function isStale(lockFile: string): boolean {
  const holder = read(lockFile);
  if (holder === null) return false;
  const pid = Number(holder.split(' ')[0]);
  if (pid > 0 && !isAlive(pid)) return true;
  const touched = statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs;
  return touched !== undefined && Date.now() - touched > STALE_MS;
}

function touch(lockFile: string, token: string): void {
  const now = new Date();
  try {
    if (read(lockFile) === token) utimesSync(lockFile, now, now);
  } catch {
    // The folder was taken away: the work itself will say so.
  }
}

function release(lockFile: string, token: string): void {
  if (read(lockFile) === token) unlinkSync(lockFile);
}

/** Null when there is no lock. */
function read(lockFile: string): string | null {
  try {
    return readFileSync(lockFile, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
