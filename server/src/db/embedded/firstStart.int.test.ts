import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres';
import { endClusterUsers, spawnClusterUser } from './testing/clusterUser';
import { findPostgres, findWatchdogs } from './testing/processes';
import { queryRows } from './testing/queryRows';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

const onLinux = process.platform === 'linux' ? it : it.skip;

afterEach(endClusterUsers);
afterAll(removeTestFolders);

describe('the first start in an empty folder', () => {
  const dataDir = path.join(makeTestFolder(), 'data');
  const clusterDir = path.join(dataDir, 'pg18');
  const told: string[] = [];
  let postgres: EmbeddedPostgres;

  async function setting(name: string): Promise<unknown> {
    const [row] = await queryRows(postgres.url(), `SELECT current_setting('${name}') AS value`);
    return row?.value;
  }

  beforeAll(async () => {
    const settings = { max_connections: '33' };
    postgres = await startEmbeddedPostgres({
      dataDir,
      durable: true,
      settings,
      onProgress: (line) => told.push(line),
    });
  });

  afterAll(() => postgres.stop());

  it('makes a new database and says where', () => {
    expect(postgres.adopted).toBe(false);
    expect(existsSync(path.join(clusterDir, 'PG_VERSION'))).toBe(true);
    expect(told).toEqual([`Making a new PostgreSQL 18 database in ${clusterDir}.`]);
  });

  it('leaves nothing half-made beside it', () => {
    expect(readdirSync(dataDir).sort()).toEqual(['pg18', 'pg18.log']);
  });

  it.each([
    ['max_connections', '33'], // as the caller wishes
    ['shared_buffers', '128MB'],
    ['jit', 'off'],
    ['TimeZone', 'UTC'],
    ['fsync', 'on'],
    ['synchronous_commit', 'on'],
    ['full_page_writes', 'on'],
    ['data_checksums', 'on'],
    ['server_encoding', 'UTF8'],
    ['log_min_messages', 'warning'],
  ])('runs with %s = %s', async (name, value) => {
    await expect(setting(name)).resolves.toBe(value);
  });

  it('sorts text by code point, as on every other system', async () => {
    const rows = await queryRows(
      postgres.url(),
      `SELECT x FROM (VALUES ('b'), ('A'), ('a'), ('B'), ('ä')) v(x) ORDER BY x`,
    );

    expect(rows.map(({ x }) => x)).toEqual(['A', 'B', 'a', 'b', 'ä']);
  });

  it('listens on no network, only on a socket that its own user alone can reach', async () => {
    const listenAddress = readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[5];

    await expect(setting('listen_addresses')).resolves.toBe('');
    expect(listenAddress).toBe('');
    expect(statSync(postgres.socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(postgres.socketDir).uid).toBe(statSync(clusterDir).uid);
  });

  it('makes a connection string for any database', async () => {
    await queryRows(postgres.url(), 'CREATE DATABASE "a b%"');

    const [row] = await queryRows(postgres.url('a b%'), 'SELECT current_database() AS name');

    expect(row).toEqual({ name: 'a b%' });
  });

  it('writes neither statements nor values into its log', async () => {
    await queryRows(postgres.url(), 'CREATE TABLE once (secret text PRIMARY KEY)');
    await queryRows(postgres.url(), `INSERT INTO once VALUES ('s3cret')`);
    await expect(queryRows(postgres.url(), `INSERT INTO once VALUES ('s3cret')`)).rejects.toThrow(
      'duplicate key',
    );

    const log = readFileSync(path.join(dataDir, 'pg18.log'), 'utf8');

    expect(log).toContain('duplicate key');
    expect(log).not.toContain('s3cret');
  });
});

describe('a start', () => {
  onLinux('shows our secrets to none of its processes', async () => {
    const dataDir = makeTestFolder();
    const user = spawnClusterUser({ dataDir, env: { KEY_PEPPER: 's3cret-pepper' } });
    await user.answer;
    const clusterDir = path.join(dataDir, 'pg18');
    const started = [...findPostgres(clusterDir), ...findWatchdogs(clusterDir)];

    const environments = started.map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'));

    expect(environments).toHaveLength(2);
    for (const environment of environments) {
      expect(environment).toContain('TZ=UTC');
      expect(environment).not.toContain('s3cret-pepper');
    }
    await user.stop();
  });

  it('without durability waits for no disk', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: makeTestFolder(), durable: false });

    const rows = await queryRows(
      postgres.url(),
      `SELECT setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')`,
    );

    expect(rows).toEqual(Array(3).fill({ setting: 'off' }));
    await postgres.stop();
  });

  it('killed while it makes the database leaves no half of one behind', async () => {
    const dataDir = makeTestFolder();
    const clusterDir = path.join(dataDir, 'pg18');
    const isUnfinished = () => readdirSync(dataDir).some((name) => name.startsWith('pg18.init-'));
    const user = spawnClusterUser({ dataDir });
    await waitUntil('initdb has begun', isUnfinished);

    user.kill();
    await user.ended;
    const leftBehind = existsSync(clusterDir);
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    await postgres.stop();
    const again = await startEmbeddedPostgres({ dataDir, durable: false });

    expect(leftBehind).toBe(false);
    await expect(queryRows(again.url(), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect(isUnfinished()).toBe(false);
    await again.stop();
  });

  it('keeps what an earlier one has stored', async () => {
    const dataDir = makeTestFolder();
    const first = await startEmbeddedPostgres({ dataDir, durable: false });
    await queryRows(first.url(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();

    const second = await startEmbeddedPostgres({ dataDir, durable: false });

    expect(second.adopted).toBe(false);
    await expect(queryRows(second.url(), 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    await second.stop();
  });
});
