import path from 'node:path';
import type { Adoption, HeldPostgres } from './adoptPostgres';
import { socketUrl } from './askPostgres';
import { binariesCannotRun, diskFull, postgresFailed } from './embeddedPostgres.errors';
import type { Ownership } from './ownership';
import { emptyLog, readLogTail, withLog } from './postgresLog';
import {
  type PostgresExit,
  type PostgresProcess,
  postgresFile,
  startPostgresProcess,
} from './postgresProcess';
import { saysDiskFull } from './saysDiskFull';
import { createSocketFolder, removeSocketFolder } from './socketFolder';
import { waitUntilReady } from './waitUntilReady';
import { takeOwnership } from './watchedFolder';

export interface Start extends Adoption {
  readonly nativeDir: string;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL on an existing cluster and waits until it answers. Null when another one holds the cluster.
 *
 * @throws EmbeddedPostgresError when it does not start; nothing of it is left then.
 */
export function startPostgres(start: Start): Promise<HeldPostgres | null> {
  const { place, runAs } = start;
  return withLog(place.logFile, runAs, async (logHandle) => {
    emptyLog(place.logFile);
    const socketDir = createSocketFolder(runAs);
    const ownership = await watchFirst(start, socketDir);
    const started = startPostgresProcess({ ...start, clusterDir: place.clusterDir, socketDir, logHandle });
    const failure = await waitForAnswer(start, socketDir, started);
    if (failure === null) return { socketDir, ownership };
    await ownership.letGo();
    return explain(start, started.exited(), failure);
  });
}

/**
 * Starts it again in the folder where its users look for it, and waits until it answers. Whoever starts it sees to its watchdog.
 *
 * @throws EmbeddedPostgresError when it does not start.
 */
export function restartPostgres(start: Start, socketDir: string): Promise<void> {
  const { place, runAs } = start;
  return withLog(place.logFile, runAs, async (logHandle) => {
    const started = startPostgresProcess({ ...start, clusterDir: place.clusterDir, socketDir, logHandle });
    const failure = await waitForAnswer(start, socketDir, started);
    if (failure === null) return;
    explain(start, started.exited(), failure);
    throw postgresFailed('has not ended as a whole yet', readLogTail(place.logFile));
  });
}

/** The watchdog comes before PostgreSQL, so that there is no moment in which our death would leave one alone. */
async function watchFirst({ place, runAs, onProgress }: Start, socketDir: string): Promise<Ownership> {
  try {
    return await takeOwnership({ socketDir, place, runAs, onProgress });
  } catch (error) {
    removeSocketFolder(socketDir);
    throw error;
  }
}

/** Null when it answers, else what it did instead. */
async function waitForAnswer(
  start: Start,
  socketDir: string,
  started: PostgresProcess,
): Promise<string | null> {
  const answer = await waitUntilReady({
    url: socketUrl(socketDir, 'postgres'),
    hasEnded: () => started.exited() !== null,
    onRecovery: () =>
      start.onProgress('PostgreSQL was not stopped properly the last time and repairs its data.'),
  });
  if (answer === 'ready') return null;
  if (started.exited()) return 'ended as soon as it was started';
  return answer === 'stopping' ? 'was stopped while it started' : 'did not answer in time';
}

/** Null for the one failure that another try may end. */
function explain({ place, nativeDir }: Start, exit: PostgresExit | null, failure: string): null {
  if (exit?.cannotRun) throw binariesCannotRun(postgresFile(nativeDir), exit.cannotRun);
  const tail = readLogTail(place.logFile);
  if (tail.includes('lock file "postmaster.pid" already exists')) return null;
  if (saysDiskFull(tail)) throw diskFull(path.dirname(place.clusterDir), 'DATA_DIR', tail);
  throw postgresFailed(failure, tail);
}
