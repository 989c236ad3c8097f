import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { findClusterOwner } from './clusterOwner';
import { findBinaries } from './findBinaries';
import { joinOwners } from './joinOwners';
import { withLog } from './postgresLog';
import { startPostgresProcess } from './postgresProcess';
import { createSocketFolder, ownersSocket } from './socketFolder';
import { spawnWatchdog } from './spawnWatchdog';
import { findPostmaster } from './stopPostmaster';
import { type ClusterFolder, makeClusterCopier } from './testing/clusterFolder';
import { findPostgres } from './testing/processes';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

interface Watched {
  readonly watchdog: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly socketDir: string;
  readonly clusterDir: string;
}

const { nativeDir } = findBinaries();
const running: Watched[] = [];
let copyCluster: () => ClusterFolder;

beforeAll(async () => {
  copyCluster = await makeClusterCopier();
});

afterEach(async () => {
  for (const { watchdog, ended, clusterDir } of running.splice(0)) {
    watchdog.kill('SIGKILL');
    await ended;
    for (const pid of findPostgres(clusterDir)) process.kill(pid, 'SIGKILL');
  }
});

afterAll(removeTestFolders);

/** Of a new socket folder, unless one is given. */
async function startWatchdog(clusterDir: string, given?: string): Promise<Watched> {
  const { runAs } = findClusterOwner(clusterDir);
  const socketDir = given ?? createSocketFolder(runAs);
  const logFile = `${clusterDir}.log`;
  const watchdog = await withLog(logFile, runAs, async (logHandle) =>
    spawnWatchdog({ socketDir, clusterDir, logFile, logHandle }),
  );
  const ended = new Promise<number | null>((resolve) => watchdog.once('exit', resolve));
  const watched = { watchdog, ended, socketDir, clusterDir };
  running.push(watched);
  return watched;
}

async function join({ socketDir }: Watched): Promise<Socket> {
  let joined: Socket | null = null;
  await waitUntil('the watchdog welcomes us', async () => {
    joined = await joinOwners(ownersSocket(socketDir));
    return joined !== null;
  });
  if (!joined) throw new Error('unreachable');
  return joined;
}

async function startWatchedPostgres(): Promise<{ watched: Watched; owner: Socket }> {
  const { clusterDir } = copyCluster();
  const { runAs } = findClusterOwner(clusterDir);
  const watched = await startWatchdog(clusterDir);
  const { socketDir } = watched;
  const owner = await join(watched);
  await withLog(`${clusterDir}.log`, runAs, async (logHandle) =>
    startPostgresProcess({ nativeDir, clusterDir, socketDir, runAs, settings: { fsync: 'off' }, logHandle }),
  );
  await waitUntil('PostgreSQL listens', async () => (await findPostmaster(clusterDir, socketDir)) !== null);
  return { watched, owner };
}

describe('the watchdog', () => {
  it('stops PostgreSQL, removes the socket folder and ends when the last owner is gone', async () => {
    const { watched, owner } = await startWatchedPostgres();

    owner.destroy();

    await expect(watched.ended).resolves.toBe(0);
    expect(findPostgres(watched.clusterDir)).toEqual([]);
    expect(existsSync(watched.socketDir)).toBe(false);
  });

  it('lets the last owner who says goodbye wait until PostgreSQL has stopped', async () => {
    const { watched, owner } = await startWatchedPostgres();

    owner.end();
    await new Promise((resolve) => owner.once('close', resolve));

    expect(findPostgres(watched.clusterDir)).toEqual([]);
    expect(existsSync(watched.socketDir)).toBe(false);
  });

  it('lets go at once of an owner who leaves others behind', async () => {
    const watched = await startWatchdog(path.join(makeTestFolder(), 'pg18'));
    const [first, second] = [await join(watched), await join(watched)];

    first.end();
    await new Promise((resolve) => first.once('close', resolve));

    expect(watched.watchdog.exitCode).toBeNull();
    second.destroy();
    await expect(watched.ended).resolves.toBe(0);
  });

  it('stays, and dismisses the last one, when a successor comes within the grace', async () => {
    const { watched, owner } = await startWatchedPostgres();
    const dismissed = new Promise((resolve) => owner.once('close', resolve));

    owner.end();
    const successor = await join(watched);
    await dismissed;

    expect(findPostgres(watched.clusterDir)).toHaveLength(1);
    successor.destroy();
    await watched.ended;
  });

  it('stays for one who comes after the grace, while it looks for PostgreSQL', async () => {
    const watched = await startWatchdog(path.join(makeTestFolder(), 'pg18'));
    (await join(watched)).destroy();
    const leftAt = Date.now();
    await waitUntil('the grace is over', () => Date.now() - leftAt > 600);

    const latecomer = await join(watched);
    await waitUntil('it has done looking', () => Date.now() - leftAt > 1_700);

    expect(watched.watchdog.exitCode).toBeNull();
    latecomer.destroy();
    await expect(watched.ended).resolves.toBe(0);
  });

  it('ignores all polite signals: its owners decide', async () => {
    const watched = await startWatchdog(path.join(makeTestFolder(), 'pg18'));
    const owner = await join(watched);

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) watched.watchdog.kill(signal);
    const other = await join(watched);

    expect(watched.watchdog.exitCode).toBeNull();
    owner.destroy();
    other.destroy();
    await expect(watched.ended).resolves.toBe(0);
  });

  it('tidies up when PostgreSQL was never started or has died', async () => {
    const { watched, owner } = await startWatchedPostgres();
    for (const pid of findPostgres(watched.clusterDir)) process.kill(pid, 'SIGKILL');

    owner.destroy();

    await expect(watched.ended).resolves.toBe(0);
    expect(existsSync(watched.socketDir)).toBe(false);
  });

  it('leaves alone a PostgreSQL that listens elsewhere', async () => {
    const { watched, owner } = await startWatchedPostgres();
    const other = await startWatchdog(watched.clusterDir);

    (await join(other)).destroy();
    await other.ended;

    expect(findPostgres(watched.clusterDir)).toHaveLength(1);
    owner.destroy();
    await watched.ended;
  });

  it('takes the place of a killed one', async () => {
    const first = await startWatchdog(path.join(makeTestFolder(), 'pg18'));
    await join(first);
    first.watchdog.kill('SIGKILL');
    await first.ended;

    const second = await startWatchdog(first.clusterDir, first.socketDir);
    (await join(second)).destroy();

    await expect(second.ended).resolves.toBe(0);
  });
});
