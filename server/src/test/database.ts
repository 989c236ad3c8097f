import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { socketUrl } from '../db/embedded/askPostgres';
import { TEMPLATE_DATABASE } from './testCluster';

/** A migrated database of one test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Ends its sessions and removes it. */
  drop(): Promise<void>;
}

const ATTEMPTS = 40;
const RETRY_MS = 50;
/** "source database is being accessed by other users": for a moment, by PostgreSQL's own workers. */
const OBJECT_IN_USE = '55006';

/**
 * Copies the migrated template, in about 30 ms.
 *
 * @throws Error with the reason when the run's PostgreSQL could not be started or migrated.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyDatabase(TEMPLATE_DATABASE);
}

/** A database without a single table, for tests of the migrations themselves. */
export function createEmptyTestDatabase(): Promise<TestDatabase> {
  return copyDatabase('template0');
}

async function copyDatabase(template: string): Promise<TestDatabase> {
  const socketDir = testSocketDir();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withRetries(() => execute(socketDir, `CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: socketUrl(socketDir, name),
    drop: () => execute(socketDir, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function testSocketDir(): string {
  const { TEST_PG_FAILURE, TEST_PG_SOCKET } = process.env;
  if (TEST_PG_FAILURE) throw new Error(`There is no database for the tests: ${TEST_PG_FAILURE}`);
  if (!TEST_PG_SOCKET)
    throw new Error('There is no database for the tests: run them by jest with globalSetup.');
  return TEST_PG_SOCKET;
}

async function withRetries(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof DatabaseError && error.code === OBJECT_IN_USE;
      if (!isBusy || attempt >= ATTEMPTS) throw error;
      await sleep(RETRY_MS);
    }
  }
}

async function execute(socketDir: string, sql: string): Promise<void> {
  const client = new Client({
    connectionString: socketUrl(socketDir, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
