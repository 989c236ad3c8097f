import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { createHotPool } from '../db/hotPool';
import { newUuid } from '../platform/uuid';
import { explain } from '../test/explain';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { ImpactRepository, type ImpactRow } from './impact.repository';
import { SettlementRepository } from './settlement.repository';

let database: OpenTestDatabase;
let impact: ImpactRepository;
let ledger: SettlementRepository;
let closePool: () => Promise<void>;
let models: number[];

beforeAll(async () => {
  database = await openTestDatabase();
  impact = new ImpactRepository(database.db.manager);
  const pool = createHotPool(database.url, { applicationName: 'test impact', synchronousCommit: true });
  closePool = () => pool.end();
  ledger = new SettlementRepository(pool);
  models = [];
  for (const name of ['small', 'large', 'old']) models.push(await insertModel(database.db, `acme/${name}`));
});
afterAll(async () => {
  await closePool();
  await database.close();
});

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Longer than a test takes from one statement to the next. */
const MARGIN_MS = 30 * SECOND_MS;

interface Owned {
  readonly accountId: string;
  readonly apiKeyId: string;
}

async function newKey(accountId?: string): Promise<Owned> {
  const owner = accountId ?? (await insertAccount(database.db));
  const { write } = apiKeyServices(database.db);
  const { apiKey } = await write.create(operatorOf(owner), { name: 'k', allModels: true });
  return { accountId: owner, apiKeyId: apiKey.id };
}

/** Calls of the key that were admitted so many milliseconds ago, and are settled. */
async function settle(key: Owned, agesMs: readonly number[], model = 0): Promise<void> {
  const now = Date.now();
  const usage = { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0, reasoningTokens: 0 };
  await ledger.settle(
    agesMs.map((ageMs) => ({
      ...key,
      requestId: newUuid(),
      modelNumber: models[model] ?? 0,
      admittedAtUs: String((now - ageMs) * 1000),
      usedOldSecret: false,
      usage: { ...usage, source: 'REPORTED' },
      endReason: 'COMPLETED',
      latencyMs: 1,
      firstByteMs: 1,
    })),
  );
}

const open = ({ accountId, apiKeyId }: Owned) =>
  database.db.query(
    `INSERT INTO open_requests (id, account_id, api_key_id, model_number, node_id, admitted_at, input_tokens_estimate)
     VALUES ($1, $2, $3, $4, $5, statement_timestamp(), 1)`,
    [newUuid(), accountId, apiKeyId, models[0], newUuid()],
  );

const see = (key: Owned, ...clients: readonly string[]) =>
  impact.writeSightings(clients.map((client) => ({ ...key, client })));

/** As if everything about the key's clients had been noted so much earlier. */
const letPass = ({ apiKeyId }: Owned, span: string, client = '%') =>
  database.db.query(
    'UPDATE api_key_clients SET last_seen_at = last_seen_at - $2::interval WHERE api_key_id = $1 AND client LIKE $3',
    [apiKeyId, span, client],
  );

async function impactOf({ accountId, apiKeyId }: Owned): Promise<ImpactRow> {
  const [row] = await impact.listImpact(accountId, [apiKeyId]);
  if (!row) throw new Error('There is no such key.');
  return row;
}

const clientsOf = async (key: Owned) => (await impactOf(key)).clients;
const storedClients = async ({ apiKeyId }: Owned): Promise<number> =>
  (await database.db.query('SELECT 1 FROM api_key_clients WHERE api_key_id = $1', [apiKeyId])).length;
const numbered = (count: number, name: string) => Array.from({ length: count }, (_, i) => `${name} ${i}`);

describe('who would notice the end of a key', () => {
  it('is nobody when it was never used', async () => {
    const key = await newKey();

    expect(await impactOf(key)).toEqual({
      apiKeyId: key.apiKeyId,
      requestsLastHour: 0,
      requestsLastDay: 0,
      openStreams: 0,
      clients: [],
      modelNumbers: [],
    });
  });

  it('is counted for exactly an hour and exactly a day, wherever these begin within a quarter of an hour', async () => {
    const key = await newKey();
    const minutesAgo = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => (from + i) * MINUTE_MS + MARGIN_MS);
    await settle(key, minutesAgo(0, 90));
    await settle(key, minutesAgo(23 * 60, 25 * 60));

    expect(await impactOf(key)).toMatchObject({ requestsLastHour: 60, requestsLastDay: 90 + 60 });
  });

  it('are the users of each model that it called within exactly 7 days, most used first', async () => {
    const key = await newKey();
    await settle(key, [7 * DAY_MS - MARGIN_MS], 0);
    await settle(key, [2 * DAY_MS, 3 * DAY_MS], 1);
    await settle(key, [7 * DAY_MS + MARGIN_MS, 8 * DAY_MS], 2);

    expect(await impactOf(key)).toMatchObject({
      requestsLastDay: 0,
      modelNumbers: [models[1], models[0]],
    });
  });

  it('are at most 100 models', async () => {
    const key = await newKey();
    await database.db.query(
      `INSERT INTO usage_slots SELECT $1, date_bin('15 minutes', statement_timestamp(), 'epoch'), $2, number,
         1, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1001, 1150) number`,
      [key.accountId, key.apiKeyId],
    );

    const { modelNumbers } = await impactOf(key);

    expect(modelNumbers).toEqual(Array.from({ length: 100 }, (_, i) => 1001 + i));
  });

  it('are the calls that run on any node', async () => {
    const key = await newKey();

    await open(key);
    await open(key);

    expect(await impactOf(key)).toMatchObject({ openStreams: 2, requestsLastHour: 0 });
  });

  it('is told of many keys at once, of each by itself', async () => {
    const [busy, idle] = [await newKey(), await newKey()];
    const sibling = await newKey(busy.accountId);
    await settle(busy, [MINUTE_MS]);
    await settle(sibling, [MINUTE_MS, 2 * MINUTE_MS], 1);
    await open(sibling);
    await see(busy, 'curl from 203.0.113.0/24');

    const rows = await impact.listImpact(busy.accountId, [busy.apiKeyId, sibling.apiKeyId, idle.apiKeyId]);

    const byId = new Map(rows.map((row) => [row.apiKeyId, row]));
    expect(byId.size).toBe(2);
    expect(byId.get(busy.apiKeyId)).toMatchObject({
      requestsLastHour: 1,
      openStreams: 0,
      clients: ['curl from 203.0.113.0/24'],
      modelNumbers: [models[0]],
    });
    expect(byId.get(sibling.apiKeyId)).toMatchObject({
      requestsLastHour: 2,
      openStreams: 1,
      clients: [],
      modelNumbers: [models[1]],
    });
  });

  it("is never told of another account's rows, not even of those that carry the id of the key", async () => {
    const key = await newKey();
    const stranger = { ...key, accountId: await insertAccount(database.db) };
    await settle(stranger, [MINUTE_MS]);
    await open(stranger);
    await see(stranger, 'curl from 203.0.113.0/24');

    expect(await impactOf(key)).toMatchObject({
      requestsLastHour: 0,
      requestsLastDay: 0,
      openStreams: 0,
      clients: [],
      modelNumbers: [],
    });
    expect(await impact.listImpact(stranger.accountId, [key.apiKeyId])).toEqual([]);
  });

  it('refuses a number beyond 2^53 rather than round it', async () => {
    const key = await newKey();
    await database.db.query(
      `INSERT INTO usage_slots SELECT $1, date_bin('15 minutes', statement_timestamp(), 'epoch'), $2, number,
         9007199254740991, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1, 2) number`,
      [key.accountId, key.apiKeyId],
    );

    await expect(impactOf(key)).rejects.toThrow(RangeError);
  });
});

describe('the programs that use a key', () => {
  it('are listed latest first, at most 20, those of the last 7 days', async () => {
    const key = await newKey();
    await see(key, 'forgotten');
    await letPass(key, '8 days');
    await see(key, ...numbered(25, 'older'));
    await letPass(key, '1 hour', 'older%');
    await see(key, 'latest');

    const clients = await clientsOf(key);

    expect(clients).toHaveLength(20);
    expect(clients[0]).toBe('latest');
    expect(clients).not.toContain('forgotten');
  });

  it('are noted anew when a minute has passed, and not before', async () => {
    const key = await newKey();
    const lastSeen = async () =>
      (
        await database.db.query('SELECT last_seen_at FROM api_key_clients WHERE api_key_id = $1', [
          key.apiKeyId,
        ])
      )[0].last_seen_at as Date;
    await see(key, 'curl');
    await letPass(key, '50 seconds');
    const before = await lastSeen();

    await see(key, 'curl');
    expect(await lastSeen()).toEqual(before);

    await letPass(key, '20 seconds');
    await see(key, 'curl');
    expect((await lastSeen()).getTime()).toBeGreaterThan(before.getTime() + 40 * SECOND_MS);
    expect(await storedClients(key)).toBe(1);
  });

  it('are kept up to 50 for a key, the latest of them', async () => {
    const [key, other] = [await newKey(), await newKey()];
    await see(key, ...numbered(50, 'old'));
    await see(other, ...numbered(50, 'old'));
    await letPass(key, '1 hour');

    await see(key, ...numbered(30, 'new'), 'old 7');

    const kept: { client: string }[] = await database.db.query(
      `SELECT client FROM api_key_clients WHERE api_key_id = $1`,
      [key.apiKeyId],
    );
    expect(kept).toHaveLength(50);
    expect(kept.filter(({ client }) => client.startsWith('new'))).toHaveLength(30);
    expect(kept.map(({ client }) => client)).toContain('old 7');
    expect(await storedClients(other)).toBe(50);
  });

  it('can be noted by several nodes at once, in any order', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => newKey()));
    const all = keys.flatMap((key) => numbered(50, 'client').map((client) => ({ ...key, client })));
    for (const round of ['first', 'second', 'third']) {
      const fresh = all.map((sighting) => ({ ...sighting, client: `${round} ${sighting.client}` }));

      await Promise.all([
        impact.writeSightings(fresh),
        impact.writeSightings([...fresh].reverse()),
        impact.writeSightings([...all].reverse()),
        impact.writeSightings(all),
      ]);
      for (const key of keys) await letPass(key, '2 minutes');
    }

    // What came at the same moment is taken away by the next that comes.
    for (const key of keys) {
      await see(key, 'last');
      expect(await storedClients(key)).toBe(50);
    }
  });

  it('are forgotten after 30 days', async () => {
    const key = await newKey();
    await see(key, 'gone', 'still there');
    await letPass(key, '29 days 23 hours', 'still%');
    await letPass(key, '30 days 1 minute', 'gone%');

    await impact.forgetOldClients();

    expect(await storedClients(key)).toBe(1);
  });
});

describe('the statements about who uses a key', () => {
  it('go by index, and read nothing of other accounts and other days', async () => {
    const [key, neighbour] = [await newKey(), await newKey()];
    await settle(key, [MINUTE_MS]);
    for (const table of ['usage_slots', 'usage_events']) {
      await database.db.query(FILL[table] ?? '', [neighbour.accountId, neighbour.apiKeyId, models[0]]);
      await database.db.query(FILL[table] ?? '', [key.accountId, key.apiKeyId, models[1]]);
    }
    await database.db.query(FILL.api_key_clients ?? '');
    await database.db.query('ANALYZE usage_slots, usage_events, api_key_clients, api_keys');

    const steps = [
      ...(await explain(database.db, () => impactOf(key))),
      ...(await explain(database.db, () => see(key, 'curl from 203.0.113.0/24'))),
    ];

    const large = /^(usage_slots|usage_events|api_key_clients)/;
    const onLarge = steps.filter(({ table }) => large.test(table ?? ''));
    expect(onLarge.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
    const read = (table: string) =>
      onLarge
        .filter((step) => step.table?.startsWith(table))
        .reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    // A week has 672 slots, and each edge is shorter than a slot.
    expect(read('usage_slots')).toBeLessThanOrEqual(2 * 673);
    expect(read('usage_events')).toBeLessThanOrEqual(3 * 15 + 1);
    expect(read('api_key_clients')).toBeLessThanOrEqual(10);
  });
});

/** A slot for each quarter of an hour and a call for each minute of the last 14 days; 20,000 clients of strangers. */
const FILL: Record<string, string> = {
  usage_slots: `
    INSERT INTO usage_slots SELECT $1, date_bin('15 minutes', now(), 'epoch') - n * interval '15 minutes', $2, $3,
      1, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1, 14 * 96) n`,
  usage_events: `
    INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
      cached_input_tokens, reasoning_tokens, source, end_reason, latency_ms)
    SELECT $1, (at AT TIME ZONE 'UTC')::date, gen_random_uuid(), at, $2, $3, 0, 0, 0, 0, 'REPORTED', 'COMPLETED', 1
    FROM (SELECT now() - n * interval '1 minute' AS at FROM generate_series(1, 14 * 1440) n) minutes`,
  api_key_clients: `
    INSERT INTO api_key_clients SELECT gen_random_uuid(), gen_random_uuid(), 'curl', now() FROM generate_series(1, 20000)`,
};
