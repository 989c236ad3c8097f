/**
 * A process of its own that outlives whoever started PostgreSQL and stops it when its last user is gone.
 *
 *     node watchdog.js <socket folder> <cluster folder> <log file>
 */
import { statSync, unlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { OwnerCount } from './ownerCount';
import { boundLog } from './postgresLog';
import { ownersSocket, removeSocketFolder } from './socketFolder';
import { findPostmaster, stopPostmaster } from './stopPostmaster';

const GRACE_MS = 300;
const FIRST_OWNER_MS = 10_000;
const LOG_CHECK_MS = 60_000;
const LONGEST_LOG_BYTES = 4 * 1024 * 1024;

const [socketDir = '', clusterDir = '', logFile = ''] = process.argv.slice(2);
becomeOwnerOf(socketDir);
// Ctrl-C and a service manager's stop go to the users of PostgreSQL; this process follows them.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
watchOver();

function watchOver(): void {
  const owners = new OwnerCount({
    graceMs: GRACE_MS,
    firstOwnerMs: FIRST_OWNER_MS,
    onAbandoned: () => void stopUnlessJoined(),
  });
  const server = createServer({ allowHalfOpen: true }, (socket) => owners.add(socket));
  removeDeadSocket();
  server.listen(ownersSocket(socketDir));
  setInterval(() => boundLog(logFile, LONGEST_LOG_BYTES), LOG_CHECK_MS);

  async function stopUnlessJoined(): Promise<void> {
    const postmaster = await findPostmaster(clusterDir, socketDir);
    if (!owners.isEmpty) return;
    // From here on nobody can join: whoever knocks is refused, waits, and starts afresh.
    server.close();
    if (postmaster) await stopPostmaster(clusterDir, postmaster);
    removeSocketFolder(socketDir);
    process.exit(0);
  }
}

/** Root's watchdog has no more rights than the PostgreSQL it signals and the folder it removes. */
function becomeOwnerOf(folder: string): void {
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() !== 0 || uid === 0) return;
  process.setgroups?.([]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}

/** A killed predecessor's. The starter holds the lock, so no living watchdog can listen there. */
function removeDeadSocket(): void {
  try {
    unlinkSync(ownersSocket(socketDir));
  } catch {
    // The usual case: there was none.
  }
}
