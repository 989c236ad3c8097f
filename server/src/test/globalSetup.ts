import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../db/embedded/embeddedPostgres';
import { removeForgottenClusters, TEST_CLUSTER_PREFIX } from './forgottenClusters';
import { TEMPLATE_DATABASE } from './testCluster';

/**
 * One PostgreSQL for all test files of a run, with a migrated database to copy from. When that fails, the tests which
 * need a database fail with the reason, and the others still run.
 */
export default async function globalSetup(): Promise<void> {
  try {
    await startCluster();
  } catch (error) {
    process.env.TEST_PG_FAILURE = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

async function startCluster(): Promise<void> {
  removeForgottenClusters();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), TEST_CLUSTER_PREFIX));
  chmodSync(dataDir, 0o711); // for the user whom root's PostgreSQL runs as
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  globalThis.keymeterTestCluster = { dataDir, postgres };
  await execute(postgres.url(), `CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await migrate(postgres.url(TEMPLATE_DATABASE));
  // A template that someone is connected to cannot be copied.
  await execute(postgres.url(), `ALTER DATABASE ${TEMPLATE_DATABASE} ALLOW_CONNECTIONS false`);
  process.env.TEST_PG_SOCKET = postgres.socketDir;
}

async function migrate(url: string): Promise<void> {
  // Loaded here, not above: an entity that does not load must not keep the tests without a database from running.
  const { migrateDatabase }: typeof import('../db/migrate') = require('../db/migrate');
  await migrateDatabase(url);
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
