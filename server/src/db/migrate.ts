import { Client } from 'pg';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';
import { createDataSource } from './dataSource';

const OLDEST_VERSION = 150_000;
/** A migration on a full table may take long; a node that waits for another one's gives up after this. */
const LOCK_WAIT_MS = 10 * 60_000;

/**
 * Brings the database to this version. Safe to call from many nodes at once: one works, the others wait for it.
 *
 * @returns the names of the migrations that this call ran; empty when there was nothing to do.
 * @throws Error when the database cannot be reached or lets nobody in, when PostgreSQL is older than 15, when another node's
 *   migration did not end within 10 minutes, or when the connection that holds the lock breaks.
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const lock = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'keymeter migrate',
    keepAlive: true,
  });
  // Without its connection the lock goes to another node, which would run the same migrations beside this one.
  const lost = new Promise<never>((_, reject) => {
    lock.on('error', (error) => reject(new Error('The lock of the migrations was lost.', { cause: error })));
  });
  lost.catch(() => {}); // also when nobody waits for it yet, or any more
  await lock.connect().catch((error: unknown) => {
    throw unreachable(lock, error);
  });
  try {
    await refuseOldVersion(lock);
    await lock.query(`SET lock_timeout = ${LOCK_WAIT_MS}`);
    await lock.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS.migrations]);
    return await Promise.race([runMigrations(url), lost]);
  } finally {
    // Ending the session gives the lock back, also after an error.
    await lock.end();
  }
}

/** Of two addresses that both refuse, Node tells the code alone. */
function unreachable({ host, port }: Client, error: unknown): Error {
  const { message = '', code = 'no reason given' }: { message?: string; code?: string } = Object(error);
  return new Error(`PostgreSQL at ${host}:${port} cannot be used: ${message || code}`, {
    cause: error,
  });
}

async function runMigrations(url: string): Promise<string[]> {
  const dataSource = createDataSource(url, { poolSize: 1, applicationName: 'keymeter migrate' });
  await dataSource.initialize();
  try {
    await dataSource.query('SET statement_timeout = 0');
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

async function refuseOldVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
  );
  const [version] = rows;
  if (!version || Number(version.number) < OLDEST_VERSION) {
    throw new Error(`PostgreSQL ${version?.name ?? '?'} is too old: Keymeter needs 15 or newer.`);
  }
}
