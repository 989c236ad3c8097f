import type { Pool } from 'pg';
import { apiKeyServices, operatorOf, TEST_PEPPER } from '../../../apiKeys/testing/apiKeyServices';
import { createHotPool } from '../../../db/hotPool';
import type { Admission, AdmissionRequest } from '../../../gateway/admission';
import { AdmissionRepository } from '../../../gateway/admission.repository';
import { SecretHasher } from '../../../platform/secretHash';
import { newUuid } from '../../../platform/uuid';
import { SettlementRepository } from '../../../usage/settlement.repository';
import { UsagePartitionsRepository } from '../../../usage/usagePartitions.repository';
import { insertAccount, insertModel } from '../../factories';
import { type BenchDatabase, startBenchDatabase } from '../benchDatabase';
import type { BenchOptions } from '../benchOptions';
import { type Ask, askTable, type BenchReport, type BenchTable } from '../benchReport';
import { short } from '../statistics';

const BATCHES = [1, 10, 100, 1_000];
const WRITERS = [1, 2, 4];
const KEYS = 50;
const MODEL = 'bench/model';

interface Speed {
  readonly writers: number;
  readonly batch: number;
  readonly admittedPerSecond: number;
  readonly settledPerSecond: number;
}

/** The two hot statements by themselves: how many rows a second, by batch and by writers. */
export async function benchMetering({
  isQuick,
  tell,
}: BenchOptions): Promise<BenchReport & { version: string }> {
  const database = await startBenchDatabase();
  try {
    await insertModel(database.db, MODEL);
    await new UsagePartitionsRepository(database.db.manager).ensure(1);
    const secrets = await makeKeys(database);
    const phaseMs = isQuick ? 60 : 2_000;
    const single = await singleInserts(database, phaseMs);
    const speeds: Speed[] = [];
    for (const writers of WRITERS) {
      for (const batch of BATCHES) {
        const speed = await measure(database, { writers, batch, secrets, phaseMs });
        tell(
          `${writers} writers, ${batch} a statement: ${Math.round(speed.settledPerSecond)} settled a second`,
        );
        speeds.push(speed);
      }
    }
    return {
      name: 'metering',
      title: 'Admission and settlement',
      version: database.version,
      tables: [askTable(await exactness(database)), speedTable(speeds, single), await sizeTable(database)],
    };
  } finally {
    await database.stop();
  }
}

/** Every tenth with limits. */
async function makeKeys({ db }: BenchDatabase): Promise<string[]> {
  const { write } = apiKeyServices(db);
  const actor = operatorOf(await insertAccount(db));
  const secrets = [];
  for (let i = 0; i < KEYS; i += 1) {
    const limits = i % 10 === 0 ? { monthlyTokens: 1e15 } : null;
    secrets.push((await write.create(actor, { name: `bench ${i}`, allModels: true, limits })).secret);
  }
  return secrets;
}

interface MeasureOptions {
  readonly writers: number;
  readonly batch: number;
  readonly secrets: readonly string[];
  readonly phaseMs: number;
}

/** Each writer is a node: it admits for a while, and then settles all of that. */
async function measure({ url }: BenchDatabase, options: MeasureOptions): Promise<Speed> {
  const { writers, batch, phaseMs } = options;
  const nodes = Array.from({ length: writers }, (_, i) => openNode(url, i));
  try {
    const admitStartedAt = performance.now();
    const admitted = await Promise.all(nodes.map(({ admission }) => admitFor(admission, options)));
    const admitMs = performance.now() - admitStartedAt;
    const settleStartedAt = performance.now();
    await Promise.all(nodes.map(({ settlement }, i) => settleAll(settlement, admitted[i] ?? [], batch)));
    const settleMs = performance.now() - settleStartedAt;
    const rows = admitted.reduce((sum, { length }) => sum + length, 0);
    return {
      writers,
      batch,
      admittedPerSecond: (rows * 1_000) / Math.max(admitMs, phaseMs),
      settledPerSecond: (rows * 1_000) / settleMs,
    };
  } finally {
    await Promise.all(nodes.flatMap(({ pools }) => pools.map((pool) => pool.end())));
  }
}

function openNode(url: string, index: number) {
  const open = (name: string, synchronousCommit: boolean): Pool =>
    createHotPool(url, { applicationName: `bench ${name} ${index}`, synchronousCommit });
  const pools = [open('admission', false), open('settlement', true)] as const;
  return {
    pools,
    admission: new AdmissionRepository(pools[0], new SecretHasher([TEST_PEPPER]), newUuid()),
    settlement: new SettlementRepository(pools[1]),
  };
}

async function admitFor(
  admission: AdmissionRepository,
  { batch, secrets, phaseMs }: MeasureOptions,
): Promise<Admission[]> {
  const admitted: Admission[] = [];
  const until = performance.now() + phaseMs;
  while (performance.now() < until) {
    const requests = Array.from({ length: batch }, (_, i) =>
      request(secrets[(admitted.length + i) % KEYS] ?? ''),
    );
    for (const verdict of await admission.admit(requests, 'WAIT')) {
      if (verdict !== 'ASK_AGAIN' && verdict.admitted) admitted.push(verdict.admission);
    }
  }
  return admitted;
}

function request(secret: string): AdmissionRequest {
  const tokens = { inputTokensAbout: 20, inputTokensAtMost: 80, outputTokensAtMost: 100, choices: 1 };
  return { requestId: newUuid(), secret, modelId: MODEL, ...tokens };
}

async function settleAll(
  settlement: SettlementRepository,
  admitted: readonly Admission[],
  batch: number,
): Promise<void> {
  for (let i = 0; i < admitted.length; i += batch) {
    await settlement.settle(
      admitted.slice(i, i + batch).map((admission, j) => ({
        ...admission,
        usage: {
          inputTokens: 20,
          outputTokens: 50 + (j % 7),
          cachedInputTokens: 0,
          reasoningTokens: 0,
          source: 'REPORTED',
        },
        endReason: 'COMPLETED',
        latencyMs: 100,
        firstByteMs: 20,
      })),
    );
  }
}

/** What a gateway does that writes a row of its own for each call: one insert, one commit. */
async function singleInserts({ db }: BenchDatabase, phaseMs: number): Promise<number> {
  await db.query(
    'CREATE TABLE bench_single (id uuid PRIMARY KEY, at timestamptz, key uuid, input bigint, output bigint)',
  );
  const until = performance.now() + phaseMs;
  let rows = 0;
  while (performance.now() < until) {
    await db.query('INSERT INTO bench_single VALUES ($1, now(), $1, 20, 50)', [newUuid()]);
    rows += 1;
  }
  return (rows * 1_000) / phaseMs;
}

function speedTable(speeds: readonly Speed[], single: number): BenchTable {
  return {
    title: 'Rows a second',
    note: 'A writer is a node with its own two connections. Admission checks key, plan, model and limits and opens the row; settlement writes ledger, sums, limits and last use, and waits for the disk. The last column is against one insert and commit a row, by one connection in the same run.',
    head: ['writers', 'rows a statement', 'admitted/s', 'settled/s', 'settled × single inserts'],
    rows: [
      ...speeds.map(({ writers, batch, admittedPerSecond, settledPerSecond }) => [
        String(writers),
        batch.toLocaleString('en-US'),
        short(admittedPerSecond),
        short(settledPerSecond),
        short(settledPerSecond / single),
      ]),
      ['1', 'single inserts', '', short(single), '1'],
    ],
  };
}

async function exactness({ db }: BenchDatabase): Promise<Ask[]> {
  const [counts] = (await db.query<Record<string, string>[]>(
    `SELECT (SELECT deadlocks FROM pg_stat_database WHERE datname = current_database())::text AS deadlocks,
       (SELECT count(*) FROM open_requests)::text AS open,
       abs((SELECT count(*) FROM usage_events) - (SELECT sum(requests) FROM usage_slots))::text AS requests,
       abs((SELECT sum(input_tokens + output_tokens) FROM usage_events)
         - (SELECT sum(input_tokens + output_tokens) FROM usage_slots))::text AS tokens,
       (SELECT count(*) FROM api_key_limits l WHERE month_tokens <>
         (SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM usage_events e WHERE e.api_key_id = l.api_key_id))::text
         AS limits`,
  )) as [Record<string, string>];
  return Object.entries({
    deadlocks: 'deadlocks',
    open: 'rows left open',
    requests: 'requests by which sums and ledger differ',
    tokens: 'tokens by which they differ',
    limits: 'limits whose counter is not what was used',
  }).map(([name, what]) => ({
    what,
    asked: '0',
    measured: counts[name] ?? '?',
    isMet: counts[name] === '0',
  }));
}

async function sizeTable({ db }: BenchDatabase): Promise<BenchTable> {
  const rows = await db.query<{ what: string; rows: string; bytes: string }[]>(
    `SELECT 'ledger, with its indexes' AS what, (SELECT count(*) FROM usage_events)::text AS rows,
       (SELECT sum(pg_total_relation_size(inhrelid)) / (SELECT greatest(count(*), 1) FROM usage_events)
        FROM pg_inherits WHERE inhparent = 'usage_events'::regclass)::integer::text AS bytes
     UNION ALL
     SELECT 'sums by quarter of an hour', (SELECT count(*) FROM usage_slots)::text,
       (pg_total_relation_size('usage_slots') / (SELECT greatest(count(*), 1) FROM usage_slots))::text`,
  );
  return {
    title: 'Bytes a row',
    note: 'On the disk, indexes and free room for updates included. There is one row of sums for each key, model and quarter of an hour in which it was used, however often.',
    head: ['', 'rows', 'bytes a row'],
    rows: rows.map(({ what, rows: count, bytes }) => [what, Number(count).toLocaleString('en-US'), bytes]),
  };
}
