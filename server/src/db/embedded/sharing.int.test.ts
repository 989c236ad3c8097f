import { existsSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from './embeddedPostgres';
import { ownersSocket } from './socketFolder';
import { type ClusterFolder, makeClusterCopier } from './testing/clusterFolder';
import { endClusterUsers, spawnClusterUser } from './testing/clusterUser';
import { findPostgres } from './testing/processes';
import { queryRows } from './testing/queryRows';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

afterEach(endClusterUsers);
afterAll(removeTestFolders);

let copyCluster: () => ClusterFolder;

beforeAll(async () => {
  copyCluster = await makeClusterCopier();
});

describe('several processes on one folder', () => {
  it('share one PostgreSQL when they start at once on an empty folder', async () => {
    const dataDir = makeTestFolder();
    const users = [1, 2, 3].map(() => spawnClusterUser({ dataDir }));

    const answers = await Promise.all(users.map((user) => user.answer));

    expect(answers.map(({ adopted }) => adopted).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ socketDir }) => socketDir)).size).toBe(1);
    expect(findPostgres(path.join(dataDir, 'pg18'))).toHaveLength(1);
    await Promise.all(users.map((user) => user.stop()));
  });

  it('keep PostgreSQL running when the one that started it has ended', async () => {
    const { dataDir } = copyCluster();
    const starter = spawnClusterUser({ dataDir });
    await starter.answer;
    const adopter = await startEmbeddedPostgres({ dataDir, durable: false });

    await starter.stop();

    expect(adopter.adopted).toBe(true);
    await expect(queryRows(adopter.url(), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await adopter.stop();
    expect(findPostgres(path.join(dataDir, 'pg18'))).toEqual([]);
  });

  it('do not disturb each other by ending: only the last one stops PostgreSQL, and waits for that', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const starter = await startEmbeddedPostgres({ dataDir, durable: false });
    const adopter = await startEmbeddedPostgres({ dataDir, durable: false });

    await adopter.stop();
    await adopter.stop();
    const afterFirst = findPostgres(clusterDir);
    await starter.stop();

    expect(afterFirst).toHaveLength(1);
    expect(findPostgres(clusterDir)).toEqual([]);
    expect(existsSync(path.join(clusterDir, 'postmaster.pid'))).toBe(false);
    expect(existsSync(starter.socketDir)).toBe(false);
  });

  it('come and go without a pause in service while each next one arrives in time', async () => {
    const { dataDir } = copyCluster();
    const first = await startEmbeddedPostgres({ dataDir, durable: false });

    const stopping = first.stop();
    const second = await startEmbeddedPostgres({ dataDir, durable: false });
    await stopping;

    expect(second.adopted).toBe(true);
    await expect(queryRows(second.url(), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('get a fresh PostgreSQL when they arrive while the old one is stopping', async () => {
    const { dataDir } = copyCluster();
    const first = await startEmbeddedPostgres({ dataDir, durable: false });
    await queryRows(first.url(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    const stopping = first.stop();
    await waitUntil('nobody can join any more', () => !existsSync(ownersSocket(first.socketDir)));

    const second = await startEmbeddedPostgres({ dataDir, durable: false });

    expect(second.adopted).toBe(false);
    await expect(queryRows(second.url(), 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    await stopping;
    await expect(queryRows(second.url(), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('may end without saying so: a program with nothing left to do is not kept running', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const user = spawnClusterUser({ dataDir, withoutInput: true });

    await user.ended;

    expect(user.child.exitCode).toBe(0);
    await waitUntil('PostgreSQL has stopped', () => findPostgres(clusterDir).length === 0);
  });
});
