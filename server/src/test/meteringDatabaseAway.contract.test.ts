import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { createDataSource } from '../db/dataSource';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embeddedPostgres';
import { makeTestFolder, removeTestFolders } from '../db/embedded/testing/testFolder';
import { createHotPool } from '../db/hotPool';
import { newUuid } from '../platform/uuid';
import { SettlementRepository } from '../usage/settlement.repository';
import { settlementOf } from '../usage/testing/settlementOf';
import { eventually } from './eventually';
import { insertAccount } from './factories';
import { FakeUpstream } from './fakeUpstream';
import { backendPids, pausePostgres, queryOnce } from './pausedPostgres';
import { type NodeHere, startNodeHere } from './startNodeHere';
import { type ServerProcess, startProcess } from './startProcess';
import { serverEnvironment } from './startServer';

/** What becomes of calls that are under way when PostgreSQL is taken away from their node. */
let postgres: EmbeddedPostgres;
let databaseUrl: string;
let spoolFolder: string;
let db: ReturnType<typeof createDataSource>;
let upstream: FakeUpstream;
let node: ServerProcess;
let nextNode: NodeHere | null = null;
let accountId: string;
let key: { id: string; secret: string };

/** Of the machine, which has other work. */
const SLACK_MS = 1_500;
const MODEL = 'demo/thorough';

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({
    dataDir: makeTestFolder(),
    durable: false,
    settings: { max_connections: '40' },
  });
  await queryOnce(postgres.url(), 'CREATE DATABASE metering');
  databaseUrl = postgres.url('metering');
  upstream = await FakeUpstream.start({ tokensPerSecond: 20 });
  const file = path.join(makeTestFolder(), 'keymeter.config.yaml');
  const models = [{ id: MODEL, upstreamModel: MODEL, inputPrice: '1', outputPrice: '2' }];
  writeFileSync(
    file,
    JSON.stringify({ upstreams: [{ name: 'fake', kind: 'openai', baseUrl: upstream.baseUrl, models }] }),
  );
  const environment = serverEnvironment(databaseUrl);
  spoolFolder = path.join(environment.DATA_DIR ?? '', 'spool');
  node = await startProcess({ ...environment, NODE_NAME: 'victim', CONFIG_FILE: file });
  db = await createDataSource(databaseUrl, { poolSize: 2 }).initialize();
  accountId = await insertAccount(db);
}, 90_000);
afterAll(async () => {
  await node.end('SIGKILL');
  await nextNode?.stop();
  await upstream.close();
  await db.destroy();
  await postgres.stop();
  rmSync(path.dirname(spoolFolder), { recursive: true, force: true });
  removeTestFolders();
}, 60_000);
beforeEach(async () => {
  const input = { name: 'k', allModels: true };
  const made = await apiKeyServices(db).write.create(operatorOf(accountId), input);
  key = { id: made.apiKey.id, secret: made.secret };
});

interface Outcome {
  readonly requestId: string;
  readonly status: number;
  readonly text: string;
  readonly endedAtMs: number;
}

/** A call whose answer takes less than a second. */
async function chat(url: string, stream: boolean, tokens = 15): Promise<Outcome> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: MODEL,
      messages: [{ role: 'user', content: 'Count to a thousand, slowly.' }],
      max_tokens: tokens,
      stream,
    }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const requestId = response.headers.get('x-request-id') ?? '';
  return { requestId, status: response.status, text, endedAtMs: performance.now() };
}

/** Streams and whole answers, which the upstream is answering; each ends a little later than the one before. */
async function callsUnderWay(count: number): Promise<{ outcomes: Promise<Outcome[]> }> {
  const calls = Array.from({ length: count }, (_, i) => chat(node.url, i % 2 === 0, 10 + i));
  const outcomes = Promise.all(calls);
  outcomes.catch(() => {});
  await eventually(() => expect(upstream.openCount).toBe(count));
  return { outcomes };
}

const isWhole = ({ status, text }: Outcome): boolean =>
  status === 200 && !text.includes('"error"') && (text.includes('[DONE]') || text.includes('"usage"'));
const spools = (): string[] => (existsSync(spoolFolder) ? readdirSync(spoolFolder) : []);
const ledger = (): Promise<Record<string, unknown>[]> =>
  db.query('SELECT * FROM usage_events WHERE api_key_id = $1 ORDER BY requests', [key.id]);
const sums = () =>
  db.query(
    `SELECT sum(requests)::integer AS requests, sum(output_tokens)::integer AS output, sum(estimated_tokens)::integer AS estimated
     FROM usage_slots WHERE api_key_id = $1`,
    [key.id],
  );

async function isLetInAgain(): Promise<void> {
  await eventually(async () => expect((await chat(node.url, false)).status).toBe(200), 20_000);
}

it('a call whose ledger does not take it for want of disk space or connections ends well, is kept, and gets in later', async () => {
  await db.query(`
    CREATE FUNCTION fill_disk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`);
  const { outcomes } = await callsUnderWay(4);
  for (const table of ['usage_slots', 'open_requests']) {
    await db.query(`CREATE TRIGGER tr_full BEFORE INSERT ON ${table} EXECUTE FUNCTION fill_disk()`);
  }
  const asked = upstream.requests.length;
  const refused = await chat(node.url, false);
  const answers = await outcomes;

  expect([refused.status, upstream.requests.length]).toEqual([503, asked]);
  expect(answers.filter(isWhole)).toHaveLength(4);
  expect(spools()).toHaveLength(1);
  for (const table of ['usage_slots', 'open_requests']) await db.query(`DROP TRIGGER tr_full ON ${table}`);
  await eventually(async () => expect(await ledger()).toHaveLength(4));
  await eventually(() => expect(spools()).toEqual([]));

  const more = await callsUnderWay(2);
  const hold = await holdEveryConnection();
  const last = await chat(node.url, false);
  const saved = await more.outcomes;
  await Promise.all(hold.map((client) => client.end()));
  expect([last.status, saved.filter(isWhole).length]).toEqual([503, 2]);
  await eventually(async () => expect(await ledger()).toHaveLength(6), 20_000);
  expect(await sums()).toEqual([{ requests: 6, output: 10 + 11 + 12 + 13 + 10 + 11, estimated: 0 }]);
}, 90_000);

/** Ends the node's connections and takes their places, until there are none left. */
async function holdEveryConnection(): Promise<Client[]> {
  const held: Client[] = [];
  for (let others = 1; others > 0; ) {
    const client = new Client({ connectionString: databaseUrl });
    client.on('error', () => {});
    try {
      await client.connect();
      held.push(client);
    } catch {
      const [first] = held;
      const { rows } = (await first?.query<{ others: number }>(
        `SELECT count(pg_terminate_backend(pid))::integer AS others FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND application_name LIKE 'keymeter%'`,
      )) ?? { rows: [] };
      others = rows[0]?.others ?? 0;
    }
  }
  return held;
}

it('a node that can write neither ledger nor spool ends no answer well, and nothing is lost once it can', async () => {
  await isLetInAgain();
  rmSync(spoolFolder, { recursive: true, force: true });
  mkdirSync(path.dirname(spoolFolder), { recursive: true });
  writeFileSync(spoolFolder, 'no folder');
  const before = (await ledger()).length;
  const { outcomes } = await callsUnderWay(2);
  const wake = await pausePostgres(postgres.url());
  const pausedAtMs = performance.now();
  let answers: Outcome[];
  try {
    answers = await outcomes;
  } finally {
    wake();
  }

  expect(answers.filter(isWhole)).toEqual([]);
  expect(answers.every(({ text }) => text.includes('"error"') && !text.includes('[DONE]'))).toBe(true);
  for (const { endedAtMs } of answers) expect(endedAtMs - pausedAtMs).toBeLessThan(1_000 + 2_000 + SLACK_MS);
  await eventually(async () => expect(await ledger()).toHaveLength(before + 2), 20_000);
  rmSync(spoolFolder);
}, 90_000);

it('a frozen PostgreSQL holds no answer longer than 2 s, and what a killed node had kept is settled by the next, once', async () => {
  await isLetInAgain();
  await eventually(async () => expect(await db.query('SELECT 1 FROM open_requests')).toEqual([]), 20_000);
  const settledBefore = await ledger();
  const [before] = await sums();
  const { outcomes } = await callsUnderWay(6);

  const wake = await pausePostgres(postgres.url());
  const pausedAtMs = performance.now();
  let answers: Outcome[];
  try {
    answers = await outcomes;
    const kept = spools();
    // Between the spool and the ledger.
    await node.end('SIGKILL');
    expect(kept).toHaveLength(1);
  } finally {
    wake();
  }

  expect(answers.filter((answer) => !isWhole(answer))).toEqual([]);
  for (const { endedAtMs } of answers) expect(endedAtMs - pausedAtMs).toBeLessThan(1_000 + 2_000 + SLACK_MS);
  // What the node had sent to PostgreSQL is done by now; another node gives up one of the others.
  await eventually(async () =>
    expect(await backendPids(databaseUrl, `application_name = 'keymeter settlement'`)).toEqual([]),
  );
  const inTime = await ledger();
  const lost = answers.find(({ requestId }) => !inTime.some(({ id }) => id === requestId));
  const [row] = await db.query(
    `SELECT *, (extract(epoch FROM admitted_at) * 1000000)::bigint::text AS us FROM open_requests WHERE id = $1`,
    [lost?.requestId],
  );
  const pool = createHotPool(databaseUrl, { applicationName: 'test', synchronousCommit: true });
  const booked = settlementOf({
    requestId: lost?.requestId ?? '',
    accountId,
    apiKeyId: key.id,
    modelNumber: row.model_number,
    admittedAtUs: row.us,
    endReason: 'NODE_LOST',
  });
  const usage = { ...booked.usage, outputTokens: 0, source: 'ESTIMATED' } as const;
  await new SettlementRepository(pool).settle([{ ...booked, usage }]);
  await pool.end();
  await db.query(`UPDATE nodes SET heartbeat_at = now() - interval '1 hour' WHERE name = 'victim'`);
  nextNode = await startNodeHere({ name: newUuid(), databaseUrl, upstreamUrl: upstream.baseUrl });

  await eventually(() => expect(spools()).toEqual([]), 20_000);
  const rows = (await ledger()).filter(({ id }) => !settledBefore.some((known) => known.id === id));
  expect(rows).toHaveLength(8);
  expect(rows.filter(({ corrects }) => corrects === lost?.requestId)).toMatchObject([
    { requests: -1, end_reason: 'NODE_LOST' },
    { requests: 1, end_reason: 'COMPLETED', source: 'REPORTED', output_tokens: expect.any(String) },
  ]);
  // 10 + ... + 15 of these; a call before may have ended early, by its node's lease.
  const { requests = 0, output = 0, estimated = 0 } = before ?? {};
  expect(await sums()).toEqual([{ requests: requests + 6, output: output + 75, estimated }]);
  expect(await db.query('SELECT 1 FROM open_requests')).toEqual([]);
}, 90_000);
