import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createDataSource } from '../../db/dataSource';
import { migrateDatabase } from '../../db/migrate';
import { FakeUpstream } from '../fakeUpstream';
import { startProcess } from '../startProcess';
import { serverEnvironment } from '../startServer';
import { ProofPostgres } from './proofPostgres';
import type { MeteringWorld } from './proveMetering';

const MODEL = 'demo/quick';

/** Everything that a proof of the metering needs, in a folder of its own. @returns also what takes it away. */
export async function openMeteringWorld(): Promise<MeteringWorld & { close(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keymeter-proof-'));
  chmodSync(folder, 0o755);
  const postgres = await ProofPostgres.start(path.join(folder, 'postgres'));
  const upstream = await FakeUpstream.start({ tokensPerSecond: 40 });
  await migrateDatabase(postgres.url);
  const db = await createDataSource(postgres.url, { poolSize: 4 }).initialize();
  const file = path.join(folder, 'keymeter.config.yaml');
  const models = [{ id: MODEL, upstreamModel: MODEL, inputPrice: '0.6', outputPrice: '0.8' }];
  writeFileSync(
    file,
    JSON.stringify({ upstreams: [{ name: 'fake', kind: 'openai', baseUrl: upstream.baseUrl, models }] }),
  );
  const dataDir = path.join(folder, 'nodes');
  const environment = { ...serverEnvironment(postgres.url), CONFIG_FILE: file, DATA_DIR: dataDir };
  return {
    postgres,
    upstream,
    db,
    dataDir,
    model: MODEL,
    startNode: (name) => startProcess({ ...environment, NODE_NAME: name }),
    close: async () => {
      await db.destroy();
      await upstream.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
