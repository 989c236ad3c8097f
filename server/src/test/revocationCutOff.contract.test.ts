import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { LEASE_MS } from '../nodes/keyWatch';
import { DatabaseProxy } from './databaseProxy';
import { eventually } from './eventually';
import { insertAccount } from './factories';
import { FakeUpstream } from './fakeUpstream';
import { type OpenTestDatabase, openTestDatabase } from './openTestDatabase';
import { type NodeHere, startNodeHere } from './startNodeHere';
import { call, openCall } from './timedCall';

/** Two nodes on one database, one of them behind a connection that can fall silent without breaking. */
let database: OpenTestDatabase;
let proxy: DatabaseProxy;
let upstream: FakeUpstream;
let nodes: { readonly near: NodeHere; readonly far: NodeHere };
let accountId: string;

/** From an error event that was decided on to its arrival, on a busy machine; a silent database is waited for too. */
const SLACK_MS = 3_500;

beforeAll(async () => {
  database = await openTestDatabase();
  proxy = await DatabaseProxy.start(database.url);
  upstream = await FakeUpstream.start({ tokensPerSecond: 10 });
  const { baseUrl: upstreamUrl } = upstream;
  nodes = {
    near: await startNodeHere({ name: 'near', databaseUrl: database.url, upstreamUrl }),
    far: await startNodeHere({ name: 'far', databaseUrl: proxy.url, upstreamUrl }),
  };
  accountId = await insertAccount(database.db);
}, 60_000);
afterEach(() => proxy.speak());
afterAll(async () => {
  await Promise.all([nodes.near.stop(), nodes.far.stop()]);
  await upstream.close();
  await proxy.close();
  await database.close();
}, 60_000);

const services = () => apiKeyServices(database.db);
const revoke = (id: string) => services().revocation.revoke(operatorOf(accountId), id);
async function newKey() {
  const { apiKey, secret } = await services().write.create(operatorOf(accountId), {
    name: 'k',
    allModels: true,
  });
  return { id: apiKey.id, secret };
}

async function expectCountedOnce(apiKeyId: string, calls: number): Promise<void> {
  await eventually(async () => {
    const [counts] = await database.db.query(
      `SELECT (SELECT count(*) FROM open_requests WHERE api_key_id = $1)::integer AS open,
              (SELECT count(*) FROM usage_events WHERE api_key_id = $1)::integer AS events,
              (SELECT coalesce(sum(requests), 0) FROM usage_slots WHERE api_key_id = $1)::integer AS sums`,
      [apiKeyId],
    );
    expect(counts).toEqual({ open: 0, events: calls, sums: calls });
  }, 30_000);
}

it('a node that is cut off from the database accepts nothing, ends its answers by its lease, and is named in the receipt', async () => {
  const key = await newKey();
  const streams = {
    near: await openCall(nodes.near.url, key.secret),
    far: await openCall(nodes.far.url, key.secret),
  };

  proxy.silence();
  const cutAtMs = performance.now();
  const { receipt } = await revoke(key.id);
  const [refusedNear, refusedFar] = await Promise.all([
    call(nodes.near.url, key.secret),
    call(nodes.far.url, key.secret),
  ]);
  const [near, far] = await Promise.all([streams.near.ended, streams.far.ended]);

  expect([refusedNear.status, refusedFar.status]).toEqual([401, 503]);
  expect(receipt.nodes).toEqual([
    { node: 'far', acknowledgedAt: null, streamsEndBy: expect.any(Date), streamsEnded: null },
    { node: 'near', acknowledgedAt: expect.any(Date), streamsEndBy: null, streamsEnded: 1 },
  ]);
  expect([near.isClean, near.hasError, near.code]).toEqual([false, true, 'invalid_api_key']);
  expect([far.isClean, far.hasError]).toEqual([false, true]);
  expect((far.lastContentAtMs ?? 0) - cutAtMs).toBeLessThan(LEASE_MS + SLACK_MS);
  expect(far.endedAtMs - cutAtMs).toBeLessThan(LEASE_MS + SLACK_MS);
  proxy.speak();
  await expectCountedOnce(key.id, 2);
  await eventually(async () => expect(await call(nodes.far.url, key.secret)).toMatchObject({ status: 401 }));
}, 60_000);

it('a listener that died silently costs at most the poll, and the node takes a new one by itself', async () => {
  const listeners = async () =>
    (
      await database.db.query<{ pid: number }[]>(
        `SELECT pid FROM pg_stat_activity WHERE application_name = 'keymeter listener'
         AND datname = current_database() ORDER BY pid`,
      )
    ).map(({ pid }) => pid);
  await eventually(async () => expect((await listeners()).length).toBeGreaterThanOrEqual(2), 20_000);
  const before = await listeners();
  const key = await newKey();
  const stream = await openCall(nodes.far.url, key.secret);

  expect(proxy.silenceThoseOf('keymeter listener')).toBeGreaterThan(0);
  const silentAtMs = performance.now();
  const { receipt } = await revoke(key.id);
  const { endedAtMs, isClean, code } = await stream.ended;

  expect([isClean, code]).toEqual([false, 'invalid_api_key']);
  expect(endedAtMs - silentAtMs).toBeLessThan(LEASE_MS);
  expect(receipt.nodes).toMatchObject([
    { node: 'far', streamsEnded: 1 },
    { node: 'near', streamsEnded: 0 },
  ]);
  await eventually(async () => {
    expect((await listeners()).filter((pid) => !before.includes(pid))).not.toEqual([]);
  }, 20_000);
}, 60_000);
