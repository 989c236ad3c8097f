import { setTimeout as sleep } from 'node:timers/promises';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { createDataSource } from '../db/dataSource';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embeddedPostgres';
import { makeTestFolder, removeTestFolders } from '../db/embedded/testing/testFolder';
import { LEASE_MS } from '../nodes/keyWatch';
import { eventually } from './eventually';
import { insertAccount } from './factories';
import { FakeUpstream } from './fakeUpstream';
import { backendPids, pausePostgres, pauseProcesses, queryOnce } from './pausedPostgres';
import { type NodeHere, startNodeHere } from './startNodeHere';
import { call, openCall } from './timedCall';

/** A node whose PostgreSQL, the test's own, says nothing for a while. */
let postgres: EmbeddedPostgres;
let db: ReturnType<typeof createDataSource>;
let upstream: FakeUpstream;
let node: NodeHere;
let accountId: string;

const DATABASE = 'races';
/** Looking for a lapsed lease, and a machine that has other work. */
const SLACK_MS = 750;
/** A call is told its end when it is settled, or when that has failed for so long. */
const SETTLE_WAIT_MS = 2_000;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: makeTestFolder(), durable: false });
  await queryOnce(postgres.url(), `CREATE DATABASE ${DATABASE}`);
  upstream = await FakeUpstream.start({ tokensPerSecond: 20 });
  const databaseUrl = postgres.url(DATABASE);
  node = await startNodeHere({ name: 'one', databaseUrl, upstreamUrl: upstream.baseUrl });
  db = await createDataSource(databaseUrl, { poolSize: 2 }).initialize();
  accountId = await insertAccount(db);
}, 60_000);
afterAll(async () => {
  await node.stop();
  await upstream.close();
  await db.destroy();
  await postgres.stop();
  removeTestFolders();
}, 60_000);

const pidsOf = (where: string): Promise<number[]> => backendPids(postgres.url(), where);

async function newKey() {
  const input = { name: 'k', allModels: true };
  const { apiKey, secret } = await apiKeyServices(db).write.create(operatorOf(accountId), input);
  return { id: apiKey.id, secret };
}

const ledgerOf = (apiKeyId: string) =>
  db.query<{ id: string; end_reason: string }[]>(
    'SELECT id, end_reason FROM usage_events WHERE api_key_id = $1',
    [apiKeyId],
  );
const openRows = () => db.query<object[]>('SELECT id FROM open_requests');

/** The first call that is let in after a fault. Until then 503 is the only answer. */
async function firstAccepted(secret: string): Promise<string> {
  for (;;) {
    const { status, requestId } = await call(node.url, secret);
    if (status === 200) return requestId;
    expect(status).toBe(503);
    await sleep(50);
  }
}

it('while the database is silent no call is let in and running answers end by the lease; then nothing is lost', async () => {
  const key = await newKey();
  const streams = await Promise.all([1, 2, 3, 4].map(() => openCall(node.url, key.secret)));
  await eventually(() => expect(upstream.openCount).toBe(4));
  const asked = upstream.requests.length;

  const wake = await pausePostgres(postgres.url());
  const pausedAtMs = performance.now();
  const ends = Promise.all(streams.map(({ ended }) => ended));
  let refused: Awaited<ReturnType<typeof call>>[] = [];
  try {
    const calls = [0, 200, 1_000, 3_300].map(async (ms) => {
      await sleep(ms);
      return call(node.url, key.secret);
    });
    // The silence has to outlast the lease.
    [refused] = await Promise.all([Promise.all(calls), sleep(LEASE_MS + 1_500)]);
  } finally {
    wake();
  }

  expect(refused.map(({ status, code }) => [status, code])).toEqual(
    Array(4).fill([503, 'service_unavailable']),
  );
  expect(upstream.requests).toHaveLength(asked);
  for (const { lastContentAtMs, endedAtMs, isClean, hasError } of await ends) {
    expect([isClean, hasError]).toEqual([false, true]);
    expect((lastContentAtMs ?? 0) - pausedAtMs).toBeLessThan(LEASE_MS + SLACK_MS);
    expect(endedAtMs - pausedAtMs).toBeLessThan(LEASE_MS + SETTLE_WAIT_MS + SLACK_MS);
  }
  const accepted = await firstAccepted(key.secret);
  await eventually(async () => expect(await openRows()).toEqual([]));
  const rows = await ledgerOf(key.id);
  expect(rows.map(({ id }) => id).sort()).toEqual(
    [...streams.map(({ requestId }) => requestId), accepted].sort(),
  );
  const [sums] = await db.query('SELECT sum(requests)::integer AS requests FROM usage_slots');
  expect(sums.requests).toBe(rows.length);
}, 40_000);

it('a call refused for a late answer leaves no open row, because it is taken back until PostgreSQL has let go of it', async () => {
  const key = await newKey();
  await call(node.url, key.secret);
  const wake = pauseProcesses(await pidsOf(`application_name = 'keymeter admission'`));
  try {
    expect(await call(node.url, key.secret)).toMatchObject({ status: 503 });
    await firstAccepted(key.secret);
  } finally {
    wake();
  }
  await eventually(async () =>
    expect(await pidsOf(`application_name = 'keymeter admission'`)).toHaveLength(1),
  );

  await firstAccepted(key.secret);

  expect(await openRows()).toEqual([]);
  expect(await ledgerOf(key.id)).toHaveLength(3);
}, 40_000);
