import { existsSync } from 'node:fs';
import { startEmbeddedPostgres } from './embeddedPostgres';
import { type ClusterFolder, makeClusterCopier } from './testing/clusterFolder';
import { endClusterUsers, spawnClusterUser } from './testing/clusterUser';
import { findPostgres, findWatchdogs } from './testing/processes';
import { queryRows } from './testing/queryRows';
import { removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

afterEach(endClusterUsers);
afterAll(removeTestFolders);

let copyCluster: () => ClusterFolder;

/** A look, a rest after a start that came too early, and a recovery. */
const RECOVERY_MS = 30_000;

beforeAll(async () => {
  copyCluster = await makeClusterCopier();
});

function killHard(pids: readonly number[]): void {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

describe('after a sudden death', () => {
  it('of its only user, PostgreSQL stops, tidies up and has kept every committed row', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const user = spawnClusterUser({ dataDir, durable: true });
    const { url = '', socketDir = '' } = await user.answer;
    await queryRows(url, 'CREATE TABLE kept AS SELECT 42 AS answer');

    user.kill();

    await waitUntil('PostgreSQL has stopped', () => findPostgres(clusterDir).length === 0);
    await waitUntil('the socket folder is gone', () => !existsSync(socketDir));
    await waitUntil('the watchdog has ended', () => findWatchdogs(clusterDir).length === 0);
    const next = await startEmbeddedPostgres({ dataDir, durable: true });
    await expect(queryRows(next.url(), 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    await next.stop();
  });

  it('of one of two users, PostgreSQL goes on for the other', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const starter = spawnClusterUser({ dataDir });
    await starter.answer;
    const other = await startEmbeddedPostgres({ dataDir, durable: false });

    starter.kill();
    await starter.ended;
    const visitor = await startEmbeddedPostgres({ dataDir, durable: false });
    await visitor.stop();

    expect(findPostgres(clusterDir)).toHaveLength(1);
    await other.stop();
    expect(findPostgres(clusterDir)).toEqual([]);
  });

  it('of user and watchdog, the next start joins the orphan and stops it in the end', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const user = spawnClusterUser({ dataDir });
    const { socketDir = '' } = await user.answer;
    user.child.kill('SIGSTOP'); // else it would replace the watchdog
    killHard(findWatchdogs(clusterDir));
    user.kill();
    await user.ended;

    const next = await startEmbeddedPostgres({ dataDir, durable: false });

    expect(next).toMatchObject({ adopted: true, socketDir });
    expect(findWatchdogs(clusterDir)).toHaveLength(1);
    await next.stop();
    expect(findPostgres(clusterDir)).toEqual([]);
    expect(existsSync(socketDir)).toBe(false);
  });

  it('of the watchdog, its user gets another, and no visitor takes PostgreSQL away', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    const old = findWatchdogs(clusterDir);

    killHard(old);
    await waitUntil('there is another watchdog', () =>
      findWatchdogs(clusterDir).some((pid) => !old.includes(pid)),
    );
    const visitor = await startEmbeddedPostgres({ dataDir, durable: false });
    await visitor.stop();

    await expect(queryRows(postgres.url(), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await postgres.stop();
    expect(findPostgres(clusterDir)).toEqual([]);
  });

  it('of PostgreSQL itself, the next start recovers every committed row', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const user = spawnClusterUser({ dataDir, durable: true });
    const { url = '' } = await user.answer;
    await queryRows(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    killHard(findPostgres(clusterDir));
    await user.stop();

    const next = await startEmbeddedPostgres({ dataDir, durable: true });

    expect(next.adopted).toBe(false);
    await expect(queryRows(next.url(), 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    await next.stop();
  });

  it.each([
    ['itself', () => []],
    ['and its watchdog', findWatchdogs],
  ])(
    'of PostgreSQL %s, one of those who keep it running starts it again at the same address',
    async (_of, others) => {
      const { dataDir, clusterDir } = copyCluster();
      const told: string[] = [];
      const options = {
        dataDir,
        durable: true,
        keepRunning: true,
        onProgress: (line: string) => told.push(line),
      };
      const users = [await startEmbeddedPostgres(options), await startEmbeddedPostgres(options)];
      const url = users[0]?.url() ?? '';
      await queryRows(url, 'CREATE TABLE kept AS SELECT 42 AS answer');

      killHard([...others(clusterDir), ...findPostgres(clusterDir)]);

      await waitUntil(
        'it answers again',
        () =>
          queryRows(url, 'SELECT answer FROM kept').then(
            (rows) => rows.length === 1,
            () => false,
          ),
        RECOVERY_MS,
      );
      // One of them, once; a start fails as long as what was killed still holds its memory.
      const tries = (words: string) => told.filter((line) => line.includes(words)).length;
      expect(tries('is started again') - tries('cannot be started again')).toBe(1);
      expect(findPostgres(clusterDir)).toHaveLength(1);
      await waitUntil('it is watched over', () => findWatchdogs(clusterDir).length === 1);
      await users[0]?.stop();
      await expect(queryRows(url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
      await users[1]?.stop();
      expect(findPostgres(clusterDir)).toEqual([]);
    },
    60_000,
  );
});

describe('Ctrl-C in the terminal of one user', () => {
  it('reaches neither PostgreSQL nor its watchdog, which follow their users', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const user = spawnClusterUser({ dataDir });
    await user.answer;
    const other = await startEmbeddedPostgres({ dataDir, durable: false });
    const watchdogs = findWatchdogs(clusterDir);

    user.interruptGroup();
    await user.ended;

    await expect(queryRows(other.url(), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect(findWatchdogs(clusterDir)).toEqual(watchdogs);
    await other.stop();
  });
});
