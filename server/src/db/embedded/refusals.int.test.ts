import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findClusterOwner } from './clusterOwner';
import { startEmbeddedPostgres } from './embeddedPostgres';
import { EmbeddedPostgresError } from './embeddedPostgres.errors';
import { findBinaries } from './findBinaries';
import { initCluster } from './initCluster';
import { withLog } from './postgresLog';
import { startPostgresProcess } from './postgresProcess';
import { runsAsRoot } from './runAs';
import { findPostmaster, stopPostmaster } from './stopPostmaster';
import { type ClusterFolder, makeClusterCopier } from './testing/clusterFolder';
import { endClusterUsers, spawnClusterUser } from './testing/clusterUser';
import { findPostgres } from './testing/processes';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

const asUser = runsAsRoot() ? it.skip : it;

afterEach(endClusterUsers);
afterAll(removeTestFolders);

let copyCluster: () => ClusterFolder;

beforeAll(async () => {
  copyCluster = await makeClusterCopier();
});

async function refusalOf(dataDir: string): Promise<string> {
  const refused: unknown = await startEmbeddedPostgres({ dataDir, durable: false }).catch(
    (error: unknown) => error,
  );
  if (!(refused instanceof EmbeddedPostgresError)) throw new Error(`Not a refusal: ${String(refused)}`);
  return refused.message;
}

/** A folder whose PostgreSQL is a script of ours. */
function fakeNative(name: 'initdb' | 'postgres', script: string): string {
  const bin = path.join(makeTestFolder(), 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, name), script, { mode: 0o755 });
  return path.dirname(bin);
}

describe('a start that cannot succeed says in one sentence why', () => {
  it('when the data folder cannot be made', async () => {
    const file = path.join(makeTestFolder(), 'file');
    writeFileSync(file, '');

    await expect(refusalOf(path.join(file, 'data'))).resolves.toBe(
      `The folder ${file}/data cannot be written (ENOTDIR): make it writable, or set DATA_DIR to another one.`,
    );
  });

  asUser('when the data folder is read-only', async () => {
    const dataDir = makeTestFolder();
    chmodSync(dataDir, 0o555);

    await expect(refusalOf(dataDir)).resolves.toBe(
      `The folder ${dataDir} cannot be written (EACCES): make it writable, or set DATA_DIR to another one.`,
    );
  });

  it('when the data are of another version of PostgreSQL', async () => {
    const dataDir = makeTestFolder();
    mkdirSync(path.join(dataDir, 'pg18'));
    writeFileSync(path.join(dataDir, 'pg18/PG_VERSION'), '17\n');

    await expect(refusalOf(dataDir)).resolves.toBe(
      `The folder ${dataDir}/pg18 holds a database of PostgreSQL 17, and this version brings PostgreSQL 18: ` +
        'move the data over with pg_dump, or set DATA_DIR to another folder.',
    );
    expect(readFileSync(path.join(dataDir, 'pg18/PG_VERSION'), 'utf8')).toBe('17\n');
  });

  it('when something else lies in the place of the data', async () => {
    const dataDir = makeTestFolder();
    mkdirSync(path.join(dataDir, 'pg18'));
    writeFileSync(path.join(dataDir, 'pg18/holiday.jpg'), '');

    await expect(refusalOf(dataDir)).resolves.toMatch(/holds something that is not a database: move it away/);
    expect(readdirSync(path.join(dataDir, 'pg18'))).toEqual(['holiday.jpg']);
  });

  it('when the temporary folder is too deep for a socket', async () => {
    const deep = path.join(makeTestFolder(), 'd'.repeat(90));
    mkdirSync(deep);
    const user = spawnClusterUser({ dataDir: copyCluster().dataDir, env: { TMPDIR: deep } });

    const { errorName, errorMessage } = await user.answer;

    expect(errorName).toBe('EmbeddedPostgresError');
    expect(errorMessage).toContain(`The temporary folder ${deep} is too deep for PostgreSQL's socket`);
    expect(errorMessage).toContain('set TMPDIR to a shorter one');
  });

  it('when the temporary folder does not exist', async () => {
    const missing = path.join(makeTestFolder(), 'missing');
    const user = spawnClusterUser({ dataDir: copyCluster().dataDir, env: { TMPDIR: missing } });

    const { errorMessage } = await user.answer;

    expect(errorMessage).toContain(
      `The folder ${missing} cannot be written (ENOENT): make it writable, or set TMPDIR`,
    );
  });

  it('when PostgreSQL ends at once, with its last words, and leaves nothing running', async () => {
    const { dataDir, clusterDir } = copyCluster();
    const temporary = makeTestFolder();
    chmodSync(temporary, 0o777);
    const settings = { shared_buffers: 'plenty' };
    const user = spawnClusterUser({ dataDir, settings, env: { TMPDIR: temporary } });

    const { errorMessage } = await user.answer;

    expect(errorMessage).toMatch(
      /PostgreSQL ended as soon as it was started\. Its last words: .*"shared_buffers": "plenty"/,
    );
    expect(findPostgres(clusterDir)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(dataDir).sort()).toEqual(['pg18', 'pg18.log']);
  });

  it("when another program's PostgreSQL holds the data", async () => {
    const { dataDir, clusterDir } = copyCluster();
    const socketDir = makeTestFolder();
    chmodSync(socketDir, 0o777);
    const { runAs } = findClusterOwner(clusterDir);
    const { nativeDir } = findBinaries();
    await withLog(`${clusterDir}.log`, runAs, async (logHandle) =>
      startPostgresProcess({ nativeDir, clusterDir, socketDir, runAs, settings: {}, logHandle }),
    );
    await waitUntil('it listens', async () => (await findPostmaster(clusterDir, socketDir)) !== null);
    const [pid = 0] = findPostgres(clusterDir);

    const refusal = await refusalOf(dataDir);
    const stillRuns = findPostgres(clusterDir);
    await stopPostmaster(clusterDir, { pid, socketDir });

    expect(refusal).toContain(`Another program's PostgreSQL (process ${pid}) holds ${clusterDir}`);
    expect(stillRuns).toEqual([pid]);
  });
});

describe('making the database says in one sentence', () => {
  async function refusal(script: string): Promise<string> {
    const nativeDir = fakeNative('initdb', script);
    const clusterDir = path.join(makeTestFolder(), 'pg18');
    const made = initCluster({ nativeDir, clusterDir, runAs: null, durable: false });
    const refused: unknown = await made.catch((error: unknown) => error);
    expect(readdirSync(path.dirname(clusterDir))).toEqual([]);
    if (!(refused instanceof EmbeddedPostgresError)) throw new Error(`Not a refusal: ${String(refused)}`);
    return refused.message;
  }

  it('that the user has no name', async () => {
    const script =
      '#!/bin/sh\necho "initdb: error: could not look up effective user ID 12345: user does not exist" >&2\nexit 1\n';

    await expect(refusal(script)).resolves.toMatch(
      /^The user id 12345 has no entry in \/etc\/passwd.*DATABASE_URL/,
    );
  });

  it.each([
    'initdb: error: could not write to file: No space left on device',
    'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10',
  ])('that the disk is full, when it hears: %s', async (words) => {
    await expect(refusal(`#!/bin/sh\necho '${words}' >&2\nexit 1\n`)).resolves.toMatch(
      /^There is no space left for PostgreSQL on the disk of .*: free some, or set DATA_DIR to another disk\.$/,
    );
  });

  it('that the binaries cannot run on this system, as on Alpine Linux', async () => {
    await expect(refusal('#!/no/such/loader\n')).resolves.toMatch(
      /cannot run on this system .*ENOENT.*Alpine.*DATABASE_URL/,
    );
  });

  it('what initdb said, if it is none of these', async () => {
    await expect(refusal('#!/bin/sh\necho "initdb: error: sorry" >&2\nexit 1\n')).resolves.toBe(
      'The embedded PostgreSQL could not make its database. Its last words: initdb: error: sorry',
    );
  });
});
