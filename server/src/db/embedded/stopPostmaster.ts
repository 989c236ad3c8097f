import { setTimeout as sleep } from 'node:timers/promises';
import { errorCodeOf } from './errorCodeOf';
import { isAlive } from './isAlive';
import { isListening } from './isListening';
import { type Postmaster, readPostmaster } from './postmasterFile';
import { postgresSocket } from './socketFolder';

/** A starter killed between its last two steps leaves a PostgreSQL that has not written its file yet. */
const APPEAR_MS = 1_000;
/** Ends sessions, writes a checkpoint. */
const FAST_STOP_MS = 30_000;
/** Ends without a checkpoint: the next start replays the log, and nothing that was committed is lost. */
const IMMEDIATE_STOP_MS = 5_000;
const POLL_MS = 20;

/**
 * The PostgreSQL of this cluster that listens in this folder, if it lives. The knock tells it from a file left by a
 * killed one, whose process id may be another program's by now.
 */
export async function findPostmaster(clusterDir: string, socketDir: string): Promise<Postmaster | null> {
  const deadline = Date.now() + APPEAR_MS;
  for (;;) {
    const found = readPostmaster(clusterDir);
    if (found?.socketDir === socketDir) {
      return (await isListening(postgresSocket(socketDir))) ? found : null;
    }
    const isAnothers = found !== null && found.socketDir !== null && isAlive(found.pid);
    if (isAnothers || Date.now() > deadline) return null;
    await sleep(POLL_MS);
  }
}

/** Stops it within 35 s, its sessions first. */
export async function stopPostmaster(clusterDir: string, { pid }: Postmaster): Promise<void> {
  signal(pid, 'SIGINT');
  if (await isGone(clusterDir, pid, FAST_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  await isGone(clusterDir, pid, IMMEDIATE_STOP_MS);
}

/** Its last act is to remove its file. The process id alone would not do: a dead child can stay in the table. */
async function isGone(clusterDir: string, pid: number, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  while (readPostmaster(clusterDir)?.pid === pid && isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCodeOf(error) !== 'ESRCH') throw error;
  }
}
