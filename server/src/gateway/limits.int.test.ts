import { Client, type Pool } from 'pg';
import type { LimitsInput } from '../apiKeys/apiKeyLimits';
import { ApiKeyRecountRepository } from '../apiKeys/apiKeyRecount.repository';
import { ApiKeyRecountService } from '../apiKeys/apiKeyRecount.service';
import { apiKeyServices, operatorOf, TEST_PEPPER } from '../apiKeys/testing/apiKeyServices';
import { createHotPool } from '../db/hotPool';
import { createInTransaction } from '../db/inTransaction';
import { SecretHasher } from '../platform/secretHash';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { SettlementRepository } from '../usage/settlement.repository';
import { SettlementQueue } from '../usage/settlementQueue';
import type { Admission, AdmissionAnswer, AdmissionRequest } from './admission';
import { AdmissionRepository } from './admission.repository';
import { AdmissionBatch } from './admissionBatch';

let database: OpenTestDatabase;
let pools: Pool[];
let settlements: SettlementQueue;

beforeAll(async () => {
  database = await openTestDatabase();
  pools = Array.from({ length: 5 }, (_, i) =>
    createHotPool(database.url, { applicationName: `test limits ${i}`, synchronousCommit: false }),
  );
  const repository = new SettlementRepository(pool(4));
  settlements = new SettlementQueue((batch) => repository.settle(batch), { onError: () => {} });
  // One dollar a token, for costs that can be counted on fingers.
  await insertModel(database.db, 'acme/small', { input: '1000000', output: '1000000' });
  await insertModel(database.db, 'acme/unpriced', null);
});
afterAll(async () => {
  await Promise.all(pools.map((open) => open.end()));
  await database.close();
});

function pool(index: number): Pool {
  const found = pools[index];
  if (!found) throw new Error(`There is no pool ${index}.`);
  return found;
}

/** Two of them are two nodes, each with its own connections. */
function node(index: 0 | 1): AdmissionBatch {
  const by = (open: Pool) => new AdmissionRepository(open, new SecretHasher([TEST_PEPPER]), newUuid());
  const lanes = { fast: by(pool(2 * index)), slow: by(pool(2 * index + 1)) };
  return new AdmissionBatch(lanes, { onError: () => {}, waitMs: 20_000 });
}

async function keyWith(limits: LimitsInput) {
  const actor = operatorOf(await insertAccount(database.db));
  const services = apiKeyServices(database.db);
  const { apiKey, secret } = await services.write.create(actor, { name: 'k', allModels: true, limits });
  const counters = async () =>
    (await database.db.query('SELECT * FROM api_key_limits WHERE api_key_id = $1', [apiKey.id]))[0];
  return { ...services, actor, id: apiKey.id, secret, counters };
}

function call(secret: string, input = 10, output: number | null = 40): AdmissionRequest {
  const tokens = {
    inputTokensAbout: input,
    inputTokensAtMost: input,
    outputTokensAtMost: output,
    choices: 1,
  };
  return { requestId: newUuid(), secret, modelId: 'acme/small', ...tokens };
}

function settle(admission: Admission, inputTokens: number, outputTokens: number): Promise<void> {
  const usage = {
    inputTokens,
    outputTokens,
    cachedInputTokens: 0,
    reasoningTokens: 0,
    source: 'REPORTED' as const,
  };
  return settlements.settle(
    { ...admission, usage, endReason: 'COMPLETED', latencyMs: 1, firstByteMs: 1 },
    10_000,
  );
}

const admitted = (answers: readonly AdmissionAnswer[]): Admission[] =>
  answers.flatMap((answer) => (answer.admitted ? [answer.admission] : []));
const refusals = (answers: readonly AdmissionAnswer[]): string[] => [
  ...new Set(answers.flatMap((answer) => (answer.admitted ? [] : [answer.refusal]))),
];

describe('a limit', () => {
  it.each<[keyof LimitsInput, LimitsInput, number, string]>([
    ['requestsPerMinute', { requestsPerMinute: 100 }, 100, 'REQUESTS_PER_MINUTE'],
    ['tokensPerMinute', { tokensPerMinute: 5_000 }, 100, 'TOKENS_PER_MINUTE'],
    ['monthlyTokens', { monthlyTokens: 5_049 }, 100, 'MONTHLY_TOKENS'],
    ['monthlyCost', { monthlyCost: '5000' }, 100, 'MONTHLY_COST'],
  ])(
    'of %s is not passed by a single one of 1,000 requests at once on two nodes',
    async (name, limits, fits, refusal) => {
      const { secret, counters } = await keyWith(limits);
      const nodes = [node(0), node(1)];

      const answers = await Promise.all(
        Array.from({ length: 1_000 }, (_, i) => nodes[i % 2]?.admit(call(secret))),
      );

      const all = answers.flatMap((answer) => answer ?? []);
      // A new minute may begin in the middle of it: then as many fit again, and the counter holds the second half only.
      const minutes = new Set(
        admitted(all).map(({ admittedAtUs }) => Math.floor(Number(admittedAtUs) / 60_000_000)),
      );
      const most = name.startsWith('monthly') ? fits : fits * minutes.size;
      expect(admitted(all).length).toBeLessThanOrEqual(most);
      expect(admitted(all).length).toBeGreaterThanOrEqual(fits);
      expect(refusals(all)).toEqual([refusal]);
      const { month_tokens: tokens } = await counters();
      expect(Number(tokens)).toBe(50 * admitted(all).length);
    },
  );

  it('lets a small request through that still fits where a large one does not', async () => {
    const { secret } = await keyWith({ monthlyTokens: 1_000 });

    const answers = await Promise.all(
      [call(secret, 10, 5_000), call(secret, 10, 40)].map((request) => node(0).admit(request)),
    );

    expect(answers.map((answer) => answer.admitted)).toEqual([false, true]);
  });

  it('gets back what a call reserved and did not use', async () => {
    const { secret, counters } = await keyWith({ monthlyTokens: 100, monthlyCost: '100' });
    const batch = node(0);
    const [first] = admitted([await batch.admit(call(secret, 20, 80))]);
    expect((await batch.admit(call(secret, 1, 1))).admitted).toBe(false);

    await settle(first as Admission, 5, 15);

    expect(await counters()).toMatchObject({ month_tokens: '20', minute_tokens: '20' });
    expect(Number((await counters()).month_cost)).toBe(20);
    expect((await batch.admit(call(secret, 20, 60))).admitted).toBe(true);
    expect((await batch.admit(call(secret, 1, 1))).admitted).toBe(false);
  });

  it('gives nothing back twice, and nothing that a crash of the database took', async () => {
    const { secret, counters } = await keyWith({ monthlyTokens: 1_000 });
    const [one, two] = admitted(
      await Promise.all([call(secret), call(secret)].map((request) => node(0).admit(request))),
    );

    for (let i = 0; i < 5; i += 1) await settle(one as Admission, 1, 1);
    expect(await counters()).toMatchObject({ month_tokens: '52' });
    await database.db.query('DELETE FROM open_requests WHERE id = $1', [two?.requestId]);
    await database.db.query(
      'UPDATE api_key_limits SET month_tokens = month_tokens - 50 WHERE api_key_id = $1',
      [two?.apiKeyId],
    );
    await settle(two as Admission, 3, 4);

    expect(await counters()).toMatchObject({ month_tokens: '9' });
  });

  it('takes the model’s own limit, or a large one, when the request does not say how long its answer may be', async () => {
    const { secret } = await keyWith({ monthlyTokens: 8_009 });

    expect((await node(0).admit(call(secret, 10, null))).admitted).toBe(false);
    expect((await node(0).admit(call(secret, 9, null))).admitted).toBe(true);
  });

  it('counts every answer of a request that wants several', async () => {
    const { secret } = await keyWith({ monthlyTokens: 100 });

    expect((await node(0).admit({ ...call(secret, 10, 40), choices: 3 })).admitted).toBe(false);
    expect((await node(0).admit({ ...call(secret, 10, 40), choices: 2 })).admitted).toBe(true);
  });

  it('begins with what the key has used this month, and stays through a rotation', async () => {
    const { write, rotation, keys, actor, id, secret } = await keyWith({});
    const [admission] = admitted([await node(0).admit(call(secret))]);
    await settle(admission as Admission, 30, 40);

    await write.update(actor, { id, limits: { monthlyTokens: 100 } });
    const rotated = await rotation.rotate(actor, { id, overlapSeconds: 60 });

    expect(rotated.apiKey.limits).toMatchObject({ monthlyTokens: 100, monthTokensUsed: 70 });
    expect((await node(0).admit(call(rotated.secret, 20, 20))).admitted).toBe(false);
    await write.update(actor, { id, limits: { monthlyTokens: 70 } });
    expect(await keys.get(actor, id)).toMatchObject({ status: 'LIMIT_REACHED' });
    await write.update(actor, { id, limits: null });
    expect(await keys.get(actor, id)).toMatchObject({
      status: 'ACTIVE',
      limits: { monthlyTokens: null, monthTokensUsed: null, monthCostUsed: null },
    });
    expect((await node(0).admit(call(rotated.secret, 20, 20))).admitted).toBe(true);
  });

  it('counts the first month again, for a call that was settled before it could know of the limit', async () => {
    const { id, secret, actor, write, counters } = await keyWith({});
    const [early, running] = admitted([await node(0).admit(call(secret)), await node(0).admit(call(secret))]);
    const before = new Client({ connectionString: database.url });
    await before.connect();
    await before.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await before.query('SELECT 1');
    await write.update(actor, { id, limits: { monthlyTokens: 100 } });
    const usage = {
      inputTokens: 30,
      outputTokens: 20,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      source: 'REPORTED' as const,
    };
    const ended = { usage, endReason: 'COMPLETED' as const, latencyMs: 1, firstByteMs: 1 };
    // One connection instead of many: what it began to see stays what it sees.
    const late = new SettlementRepository(before as unknown as Pool);
    await late.settle([{ ...(early as Admission), ...ended }]);
    await before.query('COMMIT');
    await before.end();
    const [reserved] = admitted([await node(0).admit(call(secret, 10, 20))]);
    const missed = Number((await counters()).month_tokens);
    const recounts = new ApiKeyRecountService(
      createInTransaction(database.db, (open) => ({ recounts: new ApiKeyRecountRepository(open) })),
    );
    const tooEarly = await recounts.recountFirstMonths();
    await database.db.query(
      `UPDATE api_key_limits SET created_at = created_at - interval '2 minutes' WHERE api_key_id = $1`,
      [id],
    );

    const counted = await Promise.all([recounts.recountFirstMonths(), recounts.recountFirstMonths()]);

    expect([missed, tooEarly]).toEqual([30, 0]);
    expect(counted.toSorted()).toEqual([0, 1]);
    expect(Number((await counters()).month_tokens)).toBe(80);
    await settle(reserved as Admission, 10, 1);
    await settle(running as Admission, 5, 1);
    expect(Number((await counters()).month_tokens)).toBe(67);
    expect(await recounts.recountFirstMonths()).toBe(0);
  });

  it('is not passed by taking limits away and setting them again while a call runs', async () => {
    const { write, actor, id, secret, counters } = await keyWith({ monthlyTokens: 1_000 });
    const [running] = admitted([await node(0).admit(call(secret, 10, 890))]);

    await write.update(actor, { id, limits: null });
    await write.update(actor, { id, limits: { monthlyTokens: 1_000 } });
    expect((await node(0).admit(call(secret, 10, 190))).admitted).toBe(false);
    await settle(running as Admission, 10, 20);

    expect(await counters()).toMatchObject({ month_tokens: '30' });
    expect((await node(0).admit(call(secret, 10, 961))).admitted).toBe(false);
  });

  it('of a month that is over does not count any more', async () => {
    const { secret, keys, actor, id } = await keyWith({ monthlyTokens: 100 });
    await database.db.query(
      `UPDATE api_key_limits SET month_tokens = 100, month = date_trunc('month', now() - interval '1 month') WHERE api_key_id = $1`,
      [id],
    );

    expect(await keys.get(actor, id)).toMatchObject({ status: 'ACTIVE', limits: { monthTokensUsed: 0 } });
    expect((await node(0).admit(call(secret))).admitted).toBe(true);
  });

  it('of cost cannot count what has no price', async () => {
    const { secret } = await keyWith({ monthlyCost: '0.01' });

    expect((await node(0).admit({ ...call(secret), modelId: 'acme/unpriced' })).admitted).toBe(true);
  });

  it('tells what is left in this minute', async () => {
    const { secret } = await keyWith({ requestsPerMinute: 10, tokensPerMinute: 1_000 });

    const answers = await Promise.all([call(secret), call(secret)].map((request) => node(0).admit(request)));

    expect(answers.map(({ rateLimits }) => rateLimits?.requests)).toEqual(
      [
        { limit: 10, remaining: 9 },
        { limit: 10, remaining: 9 },
      ].map((limit, i) => ({ ...limit, remaining: limit.remaining - i })),
    );
    expect(answers[1]?.rateLimits?.tokens).toEqual({ limit: 1_000, remaining: 900 });
    expect(answers[0]?.rateLimits?.resetMs).toBeLessThanOrEqual(60_000);
  });

  it.each([1, 2])(
    'begins anew when the clock was set back by minutes, over the end of %d months',
    async (months) => {
      const key = await keyWith({ requestsPerMinute: 1, monthlyTokens: 60 });
      // In one of these zones the month does not end within a minute.
      const zone = new Date().getUTCMinutes() === 59 ? 'Asia/Kathmandu' : 'UTC';
      await database.db.query('UPDATE accounts SET time_zone = $2 WHERE id = $1', [
        key.actor.accountId,
        zone,
      ]);
      const gateway = node(0);
      expect((await gateway.admit(call(key.secret))).admitted).toBe(true);
      expect((await gateway.admit(call(key.secret))).admitted).toBe(false);

      await database.db.query(
        `UPDATE api_key_limits SET minute = minute + interval '3 minutes', month = month + make_interval(months => $2)
       WHERE api_key_id = $1`,
        [key.id, months],
      );

      expect((await gateway.admit(call(key.secret))).admitted).toBe(true);
      expect(await key.counters()).toMatchObject({ minute_requests: '1', month_tokens: '50' });
    },
  );

  it('tells what is left with the refusal of a model too, and takes nothing for it', async () => {
    const key = await keyWith({ requestsPerMinute: 10, tokensPerMinute: 1_000 });
    const gateway = node(0);
    // A minute that does not end meanwhile.
    await database.db.query(
      `UPDATE api_key_limits SET minute = date_trunc('minute', now() + interval '1 minute') WHERE api_key_id = $1`,
      [key.id],
    );
    await gateway.admit(call(key.secret));

    const refused = await gateway.admit({ ...call(key.secret), modelId: 'no/such' });

    expect(refused).toMatchObject({ admitted: false, refusal: 'MODEL_NOT_FOUND' });
    expect(refused.rateLimits).toMatchObject({
      requests: { limit: 10, remaining: 9 },
      tokens: { limit: 1_000, remaining: 950 },
    });
    expect(await key.counters()).toMatchObject({ minute_requests: '1' });
  });

  it('tells nothing of a key that is no good', async () => {
    const key = await keyWith({ requestsPerMinute: 10 });
    await database.db.query('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [key.id]);

    expect(await node(0).admit(call(key.secret))).toEqual({
      admitted: false,
      refusal: 'INVALID_API_KEY',
      rateLimits: null,
    });
  });
});

describe('the limits of a key that somebody else holds', () => {
  it('delay nobody but that key', async () => {
    const busy = await keyWith({ monthlyTokens: 1_000_000 });
    const free = await keyWith({ monthlyTokens: 1_000_000 });
    const batch = node(0);
    const holder = database.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT 1 FROM api_key_limits WHERE api_key_id = $1 FOR UPDATE', [busy.id]);

    let isBusyAnswered = false;
    const waiting = batch.admit(call(busy.secret)).finally(() => {
      isBusyAnswered = true;
    });
    const others = await Promise.all(Array.from({ length: 50 }, () => batch.admit(call(free.secret))));

    expect(others.every((answer) => answer.admitted)).toBe(true);
    expect(isBusyAnswered).toBe(false);
    await holder.rollbackTransaction();
    await holder.release();
    expect((await waiting).admitted).toBe(true);
  });
});

describe('many keys with limits on two nodes', () => {
  it('end with counters equal to what was used, to the token, and without a deadlock', async () => {
    const keys = await Promise.all(
      Array.from({ length: 20 }, () => keyWith({ monthlyTokens: 1_000_000_000 })),
    );
    const nodes = [node(0), node(1)];

    await Promise.all(
      Array.from({ length: 1_000 }, async (_, i) => {
        // The nodes go through the keys in opposite orders.
        const turn = Math.floor(i / 2) % 20;
        const key = keys[i % 2 === 0 ? turn : 19 - turn];
        const [admission] = admitted([
          (await nodes[i % 2]?.admit(call(key?.secret ?? ''))) as AdmissionAnswer,
        ]);
        await settle(admission as Admission, 1, i % 7);
      }),
    );

    const rows = await database.db.query(
      `SELECT l.month_tokens::integer AS counted,
              (SELECT sum(input_tokens + output_tokens)::integer FROM usage_events e WHERE e.api_key_id = l.api_key_id) AS used
       FROM api_key_limits l WHERE api_key_id = ANY ($1::uuid[])`,
      [keys.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(20);
    for (const { counted, used } of rows) expect(counted).toBe(used);
    expect(
      await database.db.query('SELECT 1 FROM open_requests WHERE api_key_id = ANY ($1::uuid[])', [
        keys.map(({ id }) => id),
      ]),
    ).toEqual([]);
  });
});
