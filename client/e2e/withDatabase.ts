import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';

/** Does something with the embedded database of a server that runs on this data. */
export async function withDatabase(dataDir: string, use: (client: Client) => Promise<void>): Promise<void> {
  // The fifth line of this file is the folder of the socket.
  const socket = readFileSync(path.join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[4];
  const client = new Client({
    host: socket ?? '',
    user: 'postgres',
    database: 'keymeter',
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
