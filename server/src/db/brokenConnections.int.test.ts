import type { PoolClient } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { DatabaseProxy } from '../test/databaseProxy';
import { createDataSource } from './dataSource';
import { createExportPool } from './exportPool';
import { createHotPool } from './hotPool';

/** What a pool gives out, and how it is taken back. */
interface Taken {
  query(sql: string): Promise<unknown>;
  giveBack(): Promise<void>;
}

let database: TestDatabase;
let proxy: DatabaseProxy;

beforeEach(async () => {
  database = await createTestDatabase();
  proxy = await DatabaseProxy.start(database.url);
});
afterEach(async () => {
  await proxy.close();
  await database.drop();
});

async function fromPool(pool: ReturnType<typeof createExportPool>): Promise<Taken> {
  const client = await pool.connect();
  return {
    query: (sql) => client.query(sql),
    giveBack: async () => {
      client.release(true);
      await pool.end();
    },
  };
}

async function fromDataSource(url: string): Promise<Taken> {
  const source = await createDataSource(url, { poolSize: 1 }).initialize();
  // As the mapper takes one, before it listens itself.
  const [client]: [PoolClient, unknown] = await (source.driver as PostgresDriver).obtainMasterConnection();
  return {
    query: (sql) => client.query(sql),
    giveBack: async () => {
      client.release(true);
      await source.destroy();
    },
  };
}

describe.each<[string, (url: string) => Promise<Taken>]>([
  [
    'the hot statements',
    (url) => fromPool(createHotPool(url, { applicationName: 'test', synchronousCommit: true })),
  ],
  ['exports', (url) => fromPool(createExportPool(url))],
  ['everything else', fromDataSource],
])('a connection for %s', (_whose, take) => {
  it('that breaks off fails the statement that runs, and not the process', async () => {
    const taken = await take(proxy.url);
    const asked = taken.query('SELECT pg_sleep(30)').then(() => 'answered', String);

    proxy.breakOff();

    expect(await asked).toMatch(/terminated|ECONNRESET|EPIPE/);
    await taken.giveBack();
  });

  it('that PostgreSQL ends together with an answer fails the next statement, and not the process', async () => {
    const taken = await take(proxy.url);
    proxy.endWithNextAnswer();

    await taken.query('SELECT 1');

    await expect(taken.query('SELECT 1')).rejects.toThrow();
    await taken.giveBack();
  });
});
