import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { createDataSource } from '../../db/dataSource';
import { startEmbeddedPostgres } from '../../db/embedded/embeddedPostgres';
import { migrateDatabase } from '../../db/migrate';
import { proveRevocation, type RevocationProof } from './proveRevocation';
import { PROOF_MODELS } from './revocationChanges';
import { startNodes } from './startNodes';
import { wholeNumber } from './wholeNumber';

const HELP = `npm run prove:revocation [-- --trials 200 --streams 50 --json]
Starts three server processes on a PostgreSQL of their own, takes credentials out of force in six ways, sends 100 requests a
second over the nodes from each answer on, and counts those that were let in. Exits with 1 unless there is none.
`;

/** `npm run prove:revocation`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      trials: { type: 'string', default: '200' },
      streams: { type: 'string', default: '50' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const trials = wholeNumber('trials', values.trials, 10_000);
  const streams = wholeNumber('streams', values.streams, 1_000);
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keymeter-proof-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: folder, durable: true, onProgress: tell });
  try {
    const proof = await proveOn(postgres, { trials, streams, tell });
    process.stdout.write(values.json ? `${JSON.stringify(proof)}\n` : report(proof));
    const isProved =
      proof.changes.every(({ acceptedAfter }) => acceptedAfter === 0) &&
      proof.streams.cut === proof.streams.opened;
    process.exitCode = isProved ? 0 : 1;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface RunOptions {
  readonly trials: number;
  readonly streams: number;
  readonly tell: (line: string) => void;
}

async function proveOn(
  postgres: { url(database?: string): string },
  options: RunOptions,
): Promise<RevocationProof> {
  const admin = new Client({ connectionString: postgres.url() });
  await admin.connect();
  await admin.query('CREATE DATABASE proof');
  await admin.end();
  const url = postgres.url('proof');
  await migrateDatabase(url);
  const db = createDataSource(url);
  await db.initialize();
  options.tell('Starting three nodes.');
  const nodes = await startNodes(url, 3);
  try {
    return await proveRevocation(
      { db, nodes, models: PROOF_MODELS },
      {
        trials: options.trials,
        streams: options.streams,
        requestsPerSecond: 100,
        requestsPerTrial: 30,
        onProgress: options.tell,
      },
    );
  } finally {
    await Promise.all(nodes.map((node) => node.end('SIGTERM')));
    await db.destroy();
  }
}

function report({ nodes, changes, streams }: RevocationProof): string {
  const lines = changes.map(
    ({ change, trials, requestsAfter, acceptedAfter }) =>
      `${change}: ${trials} trials, ${requestsAfter} requests after the answer, ${acceptedAfter} accepted`,
  );
  const cut = `streams on a revoked key: ${streams.cut} of ${streams.opened} cut, p50 ${streams.p50Ms} ms, p99 ${streams.p99Ms} ms`;
  return `${nodes} nodes\n${lines.join('\n')}\n${cut}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
