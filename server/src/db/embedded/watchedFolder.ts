import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterPlace } from './clusterPlace';
import { watchdogFailed } from './embeddedPostgres.errors';
import { isListening } from './isListening';
import { joinOwners } from './joinOwners';
import { Ownership } from './ownership';
import { readLogTail, withLog } from './postgresLog';
import type { Identity } from './runAs';
import { ownersSocket, postgresSocket } from './socketFolder';
import { spawnWatchdog } from './spawnWatchdog';
import { withStartLock } from './startLock';

const POLL_MS = 10;
const WATCHDOG_START_MS = 15_000;
const LOCK_WAIT_MS = 60_000;

/** A PostgreSQL's socket folder and the cluster behind it. */
export interface WatchedFolder {
  readonly socketDir: string;
  readonly place: ClusterPlace;
  readonly runAs: Identity | null;
  onProgress(line: string): void;
}

/**
 * Takes a hold on the PostgreSQL of this folder, with a new watchdog when there is none. Call it with the start lock
 * held, so that there is never more than one.
 *
 * @throws EmbeddedPostgresError when no watchdog can be started.
 */
export async function takeOwnership(folder: WatchedFolder): Promise<Ownership> {
  const socket = await joinWatchdog(folder);
  return new Ownership(socket, () => rejoinWatchdog(folder), folder.onProgress);
}

async function joinWatchdog(folder: WatchedFolder): Promise<Socket> {
  const { socketDir, place, runAs } = folder;
  const joined = await joinOwners(ownersSocket(socketDir));
  if (joined) return joined;
  return withLog(place.logFile, runAs, async (logHandle) => {
    const child = spawnWatchdog({
      socketDir,
      clusterDir: place.clusterDir,
      logFile: place.logFile,
      logHandle,
    });
    const deadline = Date.now() + WATCHDOG_START_MS;
    while (child.exitCode === null && Date.now() < deadline) {
      const socket = await joinOwners(ownersSocket(socketDir));
      if (socket) return socket;
      await sleep(POLL_MS);
    }
    throw watchdogFailed(readLogTail(place.logFile));
  });
}

/** Without a PostgreSQL there is nothing to watch over: its users find out by their own connections. */
function rejoinWatchdog(folder: WatchedFolder): Promise<Socket | null> {
  return withStartLock(folder.place.lockFile, LOCK_WAIT_MS, async () => {
    const isRunning = await isListening(postgresSocket(folder.socketDir));
    return isRunning ? joinWatchdog(folder) : null;
  });
}
