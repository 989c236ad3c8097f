import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startProcess } from '../../startProcess';
import { serverEnvironment } from '../../startServer';
import type { BenchDatabase } from '../benchDatabase';
import { seedKeys } from './seedKeys';

/** Our own gateway as an operator runs it, with keys of which every tenth has limits. */
export interface OursTarget {
  readonly port: number;
  readonly pid: number;
  readonly secrets: readonly string[];
  /** The id of a key that has limits. */
  readonly limitedKeyId: string;
  readonly limitedSecret: string;
  stop(): Promise<void>;
}

const KEYS = 1_000;

export const BENCH_MODEL = 'bench/model';

export async function startOurs({ url, db }: BenchDatabase, upstreamPort: number): Promise<OursTarget> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keymeter-bench-'));
  const configFile = path.join(folder, 'keymeter.config.yaml');
  const model = {
    id: BENCH_MODEL,
    upstreamModel: 'bench',
    inputPrice: '1',
    outputPrice: '2',
    contextTokens: 8_000,
  };
  writeFileSync(
    configFile,
    JSON.stringify({
      upstreams: [
        { name: 'bench', kind: 'openai', baseUrl: `http://127.0.0.1:${upstreamPort}/v1`, models: [model] },
      ],
    }),
  );
  const server = await startProcess({
    ...serverEnvironment(url),
    NODE_ENV: 'production',
    CONFIG_FILE: configFile,
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    MAX_STREAMS_PER_KEY: '2048',
    MAX_UPLOADS_PER_ADDRESS: '2048',
  });
  const keys = await seedKeys(db, KEYS);
  const limited = keys.find(({ hasLimits }) => hasLimits);
  if (!limited) throw new Error('There is no key with limits.');
  return {
    port: Number(new URL(server.url).port),
    pid: server.process.pid ?? 0,
    secrets: keys.map(({ secret }) => secret),
    limitedKeyId: limited.id,
    limitedSecret: limited.secret,
    stop: async () => {
      await server.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
