import { Pool } from 'pg';
import { hearErrors } from './hearErrors';

export interface HotPoolOptions {
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** False: a commit does not wait for the disk. Only for what a later commit makes durable. */
  readonly synchronousCommit: boolean;
  readonly connections?: number;
}

/**
 * Direct connections for one of the two hot statements. A generic plan by index every time: planning anew costs more
 * than running, and a plan made while a table was empty must not scan it when it is full. Reconnects by itself.
 * PgBouncer in transaction mode would lose these settings and the prepared statements: connect without it.
 */
export function createHotPool(
  url: string,
  { applicationName, synchronousCommit, connections }: HotPoolOptions,
): Pool {
  const settings = {
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    jit: 'off',
    statement_timeout: '2000',
    lock_timeout: '1000',
    synchronous_commit: synchronousCommit ? 'on' : 'off',
  };
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max: connections ?? 1,
    min: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 1_000,
    query_timeout: 2_500,
    keepAlive: true,
    onConnect: hearErrors,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // A connection that breaks while nobody uses it is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {});
  return pool;
}
