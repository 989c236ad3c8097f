import { Client } from 'pg';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { eventually } from './eventually';
import { insertAccount } from './factories';
import { FakeUpstream } from './fakeUpstream';
import { type OpenTestDatabase, openTestDatabase } from './openTestDatabase';
import { type NodeHere, startNodeHere } from './startNodeHere';
import { call, openCall, type TimedCall } from './timedCall';

/** Two whole nodes on one database, and revocations at the worst moments. */
let database: OpenTestDatabase;
let upstream: FakeUpstream;
let nodes: NodeHere[];
let accountId: string;

const KEYS = 300;
const AT_ONCE = 30;

beforeAll(async () => {
  database = await openTestDatabase();
  upstream = await FakeUpstream.start({ tokensPerSecond: 10 });
  const shared = { databaseUrl: database.url, upstreamUrl: upstream.baseUrl };
  nodes = [await startNodeHere({ name: 'one', ...shared }), await startNodeHere({ name: 'two', ...shared })];
  accountId = await insertAccount(database.db);
}, 60_000);
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await upstream.close();
  await database.close();
});

const services = () => apiKeyServices(database.db, { keysPerAccount: 10_000 });
const revoke = (id: string) => services().revocation.revoke(operatorOf(accountId), id);
const node = (i: number): string => nodes[i % 2]?.url ?? '';
const onEachNode = (secret: string): Promise<TimedCall[]> =>
  Promise.all([0, 1].map((i) => call(node(i), secret)));

async function newKey(limits?: { requestsPerMinute: number }) {
  const input = { name: 'k', allModels: true, ...(limits && { limits }) };
  const { apiKey, secret } = await services().write.create(operatorOf(accountId), input);
  return { id: apiKey.id, secret };
}

/** One after the other, so many at the same time. */
async function inTurns<Result>(count: number, work: (i: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let i = 0; i < count; i += AT_ONCE) {
    const turn = Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, j) => work(i + j));
    results.push(...(await Promise.all(turn)));
  }
  return results;
}

const ledgerIds = async (): Promise<string[]> =>
  (await database.db.query<{ id: string }[]>('SELECT id FROM usage_events')).map(({ id }) => id);

async function expectNothingOpen(): Promise<void> {
  await eventually(async () => expect(await database.db.query('SELECT id FROM open_requests')).toEqual([]));
}

/** Ends the listening connection of every node, again and again, until it is stopped. */
function keepListenersDown() {
  const stop = new AbortController();
  let ended = 0;
  const done = (async () => {
    while (!stop.signal.aborted) {
      const rows = await database.db.query<object[]>(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'keymeter listener' AND datname = current_database()`,
      );
      ended += rows.length;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    stop: async (): Promise<number> => {
      stop.abort();
      await done;
      return ended;
    },
  };
}

describe('a key that is revoked while a request of its own is in flight', () => {
  it('is never accepted again on any node, which a remembered yes would allow, and is counted once', async () => {
    const before = new Set(await ledgerIds());
    const trials = await inTurns(KEYS, async (i) => {
      const key = await newKey();
      // Every second key is revoked while its request is still being admitted, the others while their answer runs.
      const opening = openCall(node(i), key.secret);
      if (i % 2 === 0) await opening;
      await revoke(key.id);
      const after = await onEachNode(key.secret);
      return { key, after, own: await (await opening).ended };
    });

    const later = await inTurns(KEYS, async (i) => onEachNode(trials[i]?.key.secret ?? ''));
    await expectNothingOpen();

    const refusals = [...trials.flatMap(({ after }) => after), ...later.flat()];
    expect(refusals).toHaveLength(4 * KEYS);
    expect(refusals.filter(({ status, code }) => status !== 401 || code !== 'invalid_api_key')).toEqual([]);
    const own = trials.map((trial) => trial.own);
    expect(own.filter(({ isClean, hasError }) => isClean || !hasError)).toEqual([]);
    expect(own.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(KEYS / 2);
    const admitted = (await ledgerIds()).filter((id) => !before.has(id));
    const asked = new Set(own.map(({ requestId }) => requestId));
    expect(new Set(admitted).size).toBe(admitted.length);
    expect(admitted.filter((id) => !asked.has(id))).toEqual([]);
    expect(own.filter(({ status, requestId }) => status === 200 && !admitted.includes(requestId))).toEqual(
      [],
    );
    const [sums] = await database.db.query('SELECT sum(requests)::integer AS requests FROM usage_slots');
    expect(sums.requests).toBe((await ledgerIds()).length);
  }, 60_000);

  it('never reaches the upstream when the yes comes after the revocation, because the call remembers it', async () => {
    const key = await newKey({ requestsPerMinute: 10 });
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM api_key_limits WHERE api_key_id = $1 FOR UPDATE', [key.id]);
    const asked = upstream.requests.length;
    const opening = call(node(0), key.secret, { stream: true });
    await eventually(async () => {
      const waiting = await database.db.query(
        `SELECT pid FROM pg_stat_activity WHERE application_name = 'keymeter admission of busy keys'
         AND datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    });

    const { receipt } = await revoke(key.id);
    await holder.query('COMMIT');
    await holder.end();

    expect(receipt.nodes.map(({ acknowledgedAt }) => acknowledgedAt)).toEqual([
      expect.any(Date),
      expect.any(Date),
    ]);
    const ended = await opening;
    expect(ended).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(upstream.requests).toHaveLength(asked);
    await expectNothingOpen();
    const rows = await database.db.query(
      'SELECT id, end_reason, output_tokens::integer FROM usage_events WHERE api_key_id = $1',
      [key.id],
    );
    expect(rows).toEqual([{ id: ended.requestId, end_reason: 'KEY_REVOKED', output_tokens: 0 }]);
  });
});

describe('a running answer of a revoked key', () => {
  it('ends far sooner than the next poll, because each node is notified', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const key = await newKey();
      const stream = await openCall(node(i), key.secret);
      const calledAtMs = performance.now();
      await revoke(key.id);
      const { endedAtMs, hasError, isClean } = await stream.ended;
      expect([hasError, isClean]).toEqual([true, false]);
      waits.push(endedAtMs - calledAtMs);
    }
    expect(waits.sort((a, b) => a - b)[7]).toBeLessThan(250);
  });

  it('ends within 3 seconds while the listeners die again and again, because each node also polls', async () => {
    const faults = keepListenersDown();
    try {
      for (let i = 0; i < 4; i += 1) {
        const key = await newKey();
        const stream = await openCall(node(i), key.secret);
        const calledAtMs = performance.now();
        await revoke(key.id);
        const { endedAtMs, hasError, isClean, code } = await stream.ended;
        expect([hasError, isClean, code]).toEqual([true, false, 'invalid_api_key']);
        expect(endedAtMs - calledAtMs).toBeLessThan(3_000);
      }
    } finally {
      expect(await faults.stop()).toBeGreaterThan(2);
    }
    await expectNothingOpen();
  });

  it('ends within 2 seconds when nobody is ever notified, for 100 keys at once, by the poll alone', async () => {
    const keys = await inTurns(100, () => newKey());
    const streams = await Promise.all(keys.map(({ secret }, i) => openCall(node(i), secret)));
    const ids = keys.map(({ id }) => id);

    // What a revocation writes, without what it says.
    await database.db.query('UPDATE api_keys SET revoked_at = statement_timestamp() WHERE id = ANY ($1)', [
      ids,
    ]);
    const writtenAtMs = performance.now();
    const ends = await Promise.all(streams.map(({ ended }) => ended));

    expect(ends.filter(({ code, isClean }) => isClean || code !== 'invalid_api_key')).toEqual([]);
    expect(Math.max(...ends.map(({ endedAtMs }) => endedAtMs)) - writtenAtMs).toBeLessThan(2_000);
    await expectNothingOpen();
  });
});

describe('a key that was refused', () => {
  it('works at the first try once it is no longer expired, because no refusal is remembered', async () => {
    const { id, secret } = await newKey();
    const expireIn = (interval: string) =>
      database.db.query(
        'UPDATE api_keys SET expires_at = statement_timestamp() + $2::interval WHERE id = $1',
        [id, interval],
      );
    await expireIn('-1 second');
    const refused = await onEachNode(secret);
    await expireIn('1 hour');

    expect(refused.map(({ code }) => code)).toEqual(['api_key_expired', 'api_key_expired']);
    expect((await onEachNode(secret)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('works at the first try once it exists, because no refusal is remembered', async () => {
    const { id, secret } = await newKey();
    const setHash = (sql: string) =>
      database.db.query(`UPDATE api_key_secrets SET secret_hash = ${sql} WHERE api_key_id = $1`, [id]);
    const [{ hash }] = await database.db.query(
      `SELECT encode(secret_hash, 'hex') AS hash FROM api_key_secrets WHERE api_key_id = $1`,
      [id],
    );
    await setHash('sha256(secret_hash)');
    const refused = await onEachNode(secret);
    await setHash(`decode('${hash}', 'hex')`);

    expect(refused.map(({ code }) => code)).toEqual(['invalid_api_key', 'invalid_api_key']);
    expect((await onEachNode(secret)).map(({ status }) => status)).toEqual([200, 200]);
  });
});
