import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';

const DEADLINE_MS = 1_500;
/** SQLSTATE of "the database system is starting up" and "… is shutting down". */
const CANNOT_CONNECT_NOW = '57P03';

/** How PostgreSQL answers a real question. `silent`: nobody answers, or not as PostgreSQL does. */
export type PostgresAnswer = 'ready' | 'starting' | 'stopping' | 'silent';

/** Asks `SELECT 1` on a connection of its own, for at most 5 s. A line in a log would prove less. */
export async function askPostgres(url: string): Promise<PostgresAnswer> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: DEADLINE_MS,
    query_timeout: DEADLINE_MS,
  });
  client.on('error', () => undefined); // a connection lost between two steps; the step itself fails
  try {
    await client.connect();
    await client.query('SELECT 1');
    return 'ready';
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== CANNOT_CONNECT_NOW) return 'silent';
    return error.message.includes('shutting down') ? 'stopping' : 'starting';
  } finally {
    await Promise.race([client.end().catch(() => undefined), sleep(DEADLINE_MS, undefined, { ref: false })]);
  }
}

/** A connection string that both pg and TypeORM accept. No password: the folder of the socket is locked. */
export function socketUrl(socketDir: string, database: string): string {
  return `postgres://postgres@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDir)}`;
}
