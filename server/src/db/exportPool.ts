import { Pool } from 'pg';
import { hearErrors } from './hearErrors';

/**
 * Connections for answers that are read for minutes, so that they never take those of short questions. A statement may run
 * for a minute between two batches, a reader may pause for a minute, and PostgreSQL ends what runs for a client that hung up.
 */
export function createExportPool(url: string): Pool {
  const settings = {
    jit: 'off',
    statement_timeout: '60000',
    idle_in_transaction_session_timeout: '60000',
    client_connection_check_interval: '1000',
  };
  const pool = new Pool({
    connectionString: url,
    application_name: 'keymeter export',
    max: 4,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 10_000,
    onConnect: hearErrors,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // A connection that breaks while nobody uses it is replaced at the next question.
  pool.on('error', () => {});
  return pool;
}
