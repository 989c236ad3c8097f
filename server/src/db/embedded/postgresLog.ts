import { closeSync, constants, fchownSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { inFolder } from './explainFolderError';
import type { Identity } from './runAs';

const TAIL_CHARACTERS = 2_000;
const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * Opens the log while something is started that keeps writing into it. For appending, so that it can be emptied
 * under the writer; never through a symbolic link, since root may be the one who opens it.
 */
export async function withLog<T>(
  file: string,
  runAs: Identity | null,
  work: (handle: number) => Promise<T>,
): Promise<T> {
  const handle = inFolder(path.dirname(file), () =>
    openSync(file, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600),
  );
  try {
    if (runAs) fchownSync(handle, runAs.uid, runAs.gid);
    return await work(handle);
  } finally {
    closeSync(handle);
  }
}

export function emptyLog(file: string): void {
  truncateSync(file);
}

/** Keeps a program that runs for years from filling the disk: a log that has grown too long begins anew. */
export function boundLog(file: string, longestBytes: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > longestBytes) emptyLog(file);
}

/** The last words in the log, at most 2,000 characters. */
export function readLogTail(file: string): string {
  return readFileSync(file, 'utf8').slice(-TAIL_CHARACTERS);
}
