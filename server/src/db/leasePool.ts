import { Pool, type QueryResultRow } from 'pg';

/** Sends statements, as the mapper's own manager does. */
export interface Queries {
  query<Rows>(sql: string, parameters?: unknown[]): Promise<Rows>;
}

export interface LeasePool {
  readonly queries: Queries;
  close(): Promise<void>;
}

/**
 * Connections for what must not wait behind anybody's slow question: a node's lease. A connection that does not answer
 * within a second and a half is thrown away, so that the next question gets a new one.
 */
export function createLeasePool(url: string): LeasePool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'keymeter lease',
    max: 4,
    connectionTimeoutMillis: 1_000,
    query_timeout: 1_500,
    statement_timeout: 1_500,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced at the next query.
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
