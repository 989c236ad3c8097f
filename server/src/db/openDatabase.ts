import { Client, DatabaseError } from 'pg';
import { startEmbeddedPostgres } from './embedded/embeddedPostgres';
import { hearErrors } from './hearErrors';

export interface OpenDatabaseOptions {
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Where the embedded PostgreSQL keeps its data. */
  readonly dataDir: string;
  /** Told in a sentence what takes time. */
  readonly onProgress: (line: string) => void;
}

/** A PostgreSQL that answers. */
export interface OpenDatabase {
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Lets go of the embedded one; it stops when nobody else uses it. */
  close(): Promise<void>;
}

const DATABASE = 'keymeter';
const DUPLICATE_DATABASE = '42P04';

/** The operator's PostgreSQL, or the embedded one: started, joined when it runs already, and with our database in it. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl !== null) {
    return { url: options.databaseUrl, isEmbedded: false, close: async () => {} };
  }
  const postgres = await startEmbeddedPostgres({
    dataDir: options.dataDir,
    durable: true,
    keepRunning: true,
    onProgress: options.onProgress,
  });
  try {
    await ensureDatabase(postgres.url());
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url: postgres.url(DATABASE), isEmbedded: true, close: () => postgres.stop() };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
  });
  hearErrors(client);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Another process made it between the question and the command.
    if (!(error instanceof DatabaseError && error.code === DUPLICATE_DATABASE)) throw error;
  } finally {
    await client.end();
  }
}
