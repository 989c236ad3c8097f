import { Pool, type QueryResultRow } from 'pg';
import type { Queries } from './leasePool';

export interface ReplicaPool {
  readonly queries: Queries;
  close(): Promise<void>;
}

/**
 * Connections to a server that is read only. It may be away: a connection has to come within a second, and nothing waits
 * for it when this process starts.
 */
export function createReplicaPool(url: string): ReplicaPool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'keymeter reading',
    max: 10,
    connectionTimeoutMillis: 1_000,
    query_timeout: 35_000,
    statement_timeout: 30_000,
    // Compiling a question about usage takes longer than answering it.
    options: '-c default_transaction_read_only=on -c jit=off',
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced at the next question.
  pool.on('error', () => {});
  return {
    queries: {
      // The rows have the shape that the statement gives them, as with the mapper's own manager.
      query: async <Rows>(sql: string, parameters: unknown[] = []) =>
        (await pool.query<QueryResultRow>(sql, parameters)).rows as Rows,
    },
    close: () => pool.end(),
  };
}
