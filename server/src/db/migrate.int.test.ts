import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { createEmptyTestDatabase, createTestDatabase } from '../test/database';
import { eventually } from '../test/eventually';
import { createDataSource } from './dataSource';
import { migrateDatabase } from './migrate';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '../../..');

describe('migrations', () => {
  it('run once when several nodes start at once', async () => {
    const { url, drop } = await createEmptyTestDatabase();

    const ran = await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);

    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await migrateDatabase(url)).toEqual([]);
    await drop();
  });

  it.each([
    ['postgres://me:hidden@127.0.0.1:1/keymeter', '127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1'],
    // Two addresses may refuse, one by IPv6: the error of both has no words.
    ['postgres://me:hidden@localhost:1/keymeter', 'localhost:1: '],
  ])('say where nobody answers at %s, and no password', async (url, reason) => {
    const failure = await migrateDatabase(url).catch((error: unknown) => String(error));

    expect(failure).toContain(`PostgreSQL at ${reason.replace(': ', ' cannot be used: ')}`);
    expect(failure).toMatch(/ECONNREFUSED/);
    expect(failure).not.toContain('hidden');
  });

  it('end with a sentence when the connection that holds their lock breaks', async () => {
    const { url, drop } = await createTestDatabase();
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('LOCK TABLE migrations');
    const migrating = migrateDatabase(url).then(() => 'done', String);
    await eventually(async () => {
      const { rowCount } = await other.query(
        `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
         WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
           AND EXISTS (SELECT FROM pg_locks WHERE relation = 'migrations'::regclass AND NOT granted)`,
      );
      expect(rowCount).toBe(1);
    });

    expect(await migrating).toBe('Error: The lock of the migrations was lost.');
    await other.end();
    await drop();
  });

  it('leave nothing between the entities and the tables', async () => {
    const { url, drop } = await createEmptyTestDatabase();
    await migrateDatabase(url);

    const typeorm = path.join(ROOT, 'node_modules/typeorm/cli.js');
    const register = path.join(ROOT, 'scripts/swc-register.cjs');
    const { stdout } = await run(
      process.execPath,
      [
        '-r',
        register,
        typeorm,
        'migration:generate',
        '--check',
        '-d',
        'ormconfig.ts',
        'server/src/db/migrations/Drift',
      ],
      { cwd: ROOT, env: { ...process.env, DATABASE_URL: url }, timeout: 60_000 },
    );

    expect(stdout).toContain('No changes in database schema were found');
    await drop();
  }, 60_000);

  it('go down again as they came up, and leave an empty database', async () => {
    const { url, drop } = await createEmptyTestDatabase();
    const names = await migrateDatabase(url);
    const db = createDataSource(url, { poolSize: 1 });
    await db.initialize();

    for (const _ of names) await db.undoLastMigration();

    const left = await db.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(left).toEqual([{ tablename: 'migrations' }]);
    expect(await db.query('SELECT 1 FROM migrations')).toEqual([]);
    await db.destroy();
    await drop();
  });
});

describe('large tables', () => {
  it('carry the account in every unique index, so that they can be spread by account', async () => {
    const { url, drop } = await createEmptyTestDatabase();
    await migrateDatabase(url);
    const client = new Client({ connectionString: url });
    await client.connect();

    const { rows } = await client.query<{ index: string; columns: string[] }>(
      `SELECT i.indexrelid::regclass::text AS index, array_agg(a.attname::text ORDER BY a.attname) AS columns
       FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indisunique AND i.indrelid = ANY ($1::regclass[]) GROUP BY 1 ORDER BY 1`,
      [
        [
          'open_requests',
          'usage_events',
          'usage_slots',
          'usage_days',
          'usage_day_parts',
          'usage_folds',
          'usage_late_slots',
          'api_key_activity',
          'api_key_clients',
        ],
      ],
    );

    expect(rows).toHaveLength(9);
    for (const { columns } of rows) expect(columns).toContain('account_id');
    await client.end();
    await drop();
  });
});
