import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../db/dataSource';
import { startEmbeddedPostgres } from '../../db/embedded/embeddedPostgres';
import { migrateDatabase } from '../../db/migrate';

/** A migrated database on a PostgreSQL of its own that keeps what it commits, as in production. */
export interface BenchDatabase {
  readonly url: string;
  readonly db: DataSource;
  readonly version: string;
  stop(): Promise<void>;
}

const DATABASE = 'bench';

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keymeter-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: folder, durable: true });
  const admin = new Client({ connectionString: postgres.url() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.end();
  const url = postgres.url(DATABASE);
  await migrateDatabase(url);
  const db = createDataSource(url, { poolSize: 8 });
  await db.initialize();
  const [{ version }] = (await db.query<{ version: string }[]>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version`,
  )) as [{ version: string }];
  return {
    url,
    db,
    version,
    stop: async () => {
      await db.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
