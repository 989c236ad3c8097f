import type { Pool } from 'pg';
import { createHotPool } from '../db/hotPool';
import { DEAD_AFTER_SECONDS } from '../nodes/node.repository';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { OpenRequestsRepository } from './openRequests.repository';
import type { Settlement } from './settlement';
import { SettlementRepository } from './settlement.repository';
import { SettlementQueue } from './settlementQueue';
import { UsagePartitionsRepository } from './usagePartitions.repository';

let database: OpenTestDatabase;
let pools: Pool[];
let modelNumber: number;
let accountId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  pools = Array.from({ length: 4 }, (_, i) =>
    createHotPool(database.url, { applicationName: `test settlement ${i}`, synchronousCommit: true }),
  );
  modelNumber = await insertModel(database.db, 'acme/small', {
    input: '0.6',
    output: '0.8',
    cachedInput: '0.06',
  });
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.close();
});
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

function queue(writer = 0): SettlementQueue {
  const pool = pools[writer];
  if (!pool) throw new Error(`There is no writer ${writer}.`);
  const repository = new SettlementRepository(pool);
  return new SettlementQueue((settlements) => repository.settle(settlements), { onError: () => {} });
}

const AT = Date.UTC(2026, 0, 15, 10, 20) * 1000;
const DAY_US = 86_400_000_000;

function settlement(change: Partial<Settlement> = {}, usage: Partial<Settlement['usage']> = {}): Settlement {
  return {
    requestId: newUuid(),
    accountId,
    apiKeyId: newUuid(),
    modelNumber,
    admittedAtUs: String(AT),
    usedOldSecret: false,
    usage: {
      inputTokens: 100,
      outputTokens: 50,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      source: 'REPORTED',
      ...usage,
    },
    endReason: 'COMPLETED',
    latencyMs: 12.4,
    firstByteMs: 3,
    ...change,
  };
}

const slots = () => database.db.query('SELECT * FROM usage_slots WHERE account_id = $1', [accountId]);
const ledger = () => database.db.query('SELECT * FROM usage_events WHERE account_id = $1', [accountId]);

describe('a settlement', () => {
  it('writes the ledger and its slot, and takes the open row away, all in one', async () => {
    const one = settlement();
    await database.db.query(
      `INSERT INTO open_requests (id, account_id, api_key_id, model_number, node_id, admitted_at, input_tokens_estimate)
       VALUES ($1, $2, $3, $4, $5, now(), 1)`,
      [one.requestId, accountId, one.apiKeyId, modelNumber, newUuid()],
    );

    await queue().settle(one, 5_000);

    expect(await ledger()).toMatchObject([
      {
        id: one.requestId,
        input_tokens: '100',
        output_tokens: '50',
        source: 'REPORTED',
        end_reason: 'COMPLETED',
      },
    ]);
    expect(await slots()).toMatchObject([
      {
        slot_start: new Date('2026-01-15T10:15:00Z'),
        api_key_id: one.apiKeyId,
        requests: '1',
        input_tokens: '100',
        output_tokens: '50',
      },
    ]);
    expect(await database.db.query('SELECT 1 FROM open_requests WHERE id = $1', [one.requestId])).toEqual([]);
  });

  it('counts once however often it comes: again, at once, and from several nodes', async () => {
    const one = settlement();
    const queues = [queue(0), queue(1), queue(2), queue(3)];

    for (let round = 0; round < 50; round += 1) {
      await Promise.all(queues.flatMap((q) => Array.from({ length: 5 }, () => q.settle(one, 5_000))));
    }

    expect(await ledger()).toHaveLength(1);
    expect(await slots()).toMatchObject([{ requests: '1', input_tokens: '100', output_tokens: '50' }]);
  });

  it('that comes after another node took this one for dead corrects the ledger, once, however often it comes', async () => {
    const late = settlement({}, { inputTokens: 90, cachedInputTokens: 10 });
    await queue().settle(
      { ...late, endReason: 'NODE_LOST', usage: { ...late.usage, outputTokens: 0, source: 'ESTIMATED' } },
      5_000,
    );
    const queues = [queue(0), queue(1), queue(2), queue(3)];

    await Promise.all(queues.flatMap((q) => Array.from({ length: 5 }, () => q.settle(late, 5_000))));
    await queue(1).settle(late, 5_000);

    const rows: Record<string, unknown>[] = await ledger();
    expect(rows).toHaveLength(3);
    const corrections = rows
      .filter(({ corrects }) => corrects !== null)
      .sort((a, b) => Number(a.requests) - Number(b.requests));
    expect(corrections.map(({ corrects }) => corrects)).toEqual([late.requestId, late.requestId]);
    expect(corrections).toMatchObject([
      { requests: -1, input_tokens: '-90', output_tokens: '0', end_reason: 'NODE_LOST', source: 'ESTIMATED' },
      { requests: 1, input_tokens: '90', output_tokens: '50', end_reason: 'COMPLETED', source: 'REPORTED' },
    ]);
    expect(await slots()).toMatchObject([
      {
        requests: '1',
        input_tokens: '90',
        output_tokens: '50',
        cached_input_tokens: '10',
        estimated_tokens: '0',
        cost: expect.stringMatching(/^0\.0000886(0*)$/),
      },
    ]);
  });

  it('counts once 40 days later too, and is refused when the ledger has dropped its day', async () => {
    const one = settlement({ admittedAtUs: String(AT - 40 * DAY_US) });
    await queue().settle(one, 5_000);
    await queue(1).settle(one, 5_000);
    expect(await slots()).toMatchObject([{ requests: '1' }]);

    await database.db.query(`UPDATE usage_proof SET ledger_from = '2025-12-07'`);
    try {
      await expect(queue(2).settle(settlement({ ...one, requestId: newUuid() }), 5_000)).rejects.toThrow(
        'The usage of this call came too late: the ledger has dropped its day.',
      );
      await queue(2).settle(settlement({ admittedAtUs: String(AT - 39 * DAY_US) }), 5_000);
    } finally {
      await database.db.query('UPDATE usage_proof SET ledger_from = NULL');
    }

    expect(await ledger()).toHaveLength(2);
  });

  it('keeps the price of its time even from whoever would change it', async () => {
    for (const sql of [
      'UPDATE model_prices SET input_price = 0',
      'DELETE FROM model_prices',
      'TRUNCATE model_prices',
    ]) {
      await expect(database.db.query(sql)).rejects.toThrow('model_prices is append-only');
    }
  });

  it('costs exactly what the prices of its time say, cached input apart', async () => {
    await queue().settle(
      settlement({}, { inputTokens: 1_000_003, cachedInputTokens: 3, outputTokens: 7 }),
      5_000,
    );

    // 1,000,000 x 0.6 + 3 x 0.06 + 7 x 0.8, for a million
    expect(await ledger()).toMatchObject([{ cost: expect.stringMatching(/^0\.60000578(0*)$/) }]);
  });

  it('keeps the price of its time when a later price exists', async () => {
    const number = await insertModel(database.db, 'acme/repriced', { input: '1', output: '1' });
    await database.db.query(
      `INSERT INTO model_prices (model_number, valid_from, input_price, output_price) VALUES ($1, '2026-01-15T10:30Z', 9, 9)`,
      [number],
    );
    const before = settlement({ modelNumber: number });
    const after = settlement({
      modelNumber: number,
      admittedAtUs: String(Date.UTC(2026, 0, 15, 10, 30) * 1000),
    });

    await Promise.all([before, after].map((one) => queue().settle(one, 5_000)));

    const rows: { id: string; cost: string }[] = await ledger();
    const costOf = (one: Settlement) => Number(rows.find((row) => row.id === one.requestId)?.cost);
    expect([costOf(before), costOf(after)]).toEqual([0.00015, 0.00135]);
  });

  it('has no cost, rather than none to pay, when the model has no price', async () => {
    const number = await insertModel(database.db, 'acme/unpriced', null);

    await queue().settle(settlement({ modelNumber: number }), 5_000);

    expect(await ledger()).toMatchObject([{ cost: null }]);
    expect(await slots()).toMatchObject([{ unpriced_requests: '1', cost: '0' }]);
  });

  it('marks what was estimated, in the ledger and in the sums', async () => {
    await queue().settle(settlement({ endReason: 'CLIENT_GONE' }, { source: 'ESTIMATED' }), 5_000);

    expect(await ledger()).toMatchObject([{ source: 'ESTIMATED', end_reason: 'CLIENT_GONE' }]);
    expect(await slots()).toMatchObject([{ estimated_tokens: '150' }]);
  });

  it('tells when the key was last used, written at most once a minute', async () => {
    const apiKeyId = newUuid();
    const usedAt = async (atUs: number): Promise<string> => {
      await queue().settle(settlement({ apiKeyId, admittedAtUs: String(atUs) }), 5_000);
      const [row] = await database.db.query(
        'SELECT last_used_at FROM api_key_activity WHERE api_key_id = $1',
        [apiKeyId],
      );
      return row.last_used_at.toISOString();
    };

    expect(await usedAt(AT)).toBe('2026-01-15T10:20:00.000Z');
    expect(await usedAt(AT + 59_000_000)).toBe('2026-01-15T10:20:00.000Z');
    expect(await usedAt(AT + 61_000_000)).toBe('2026-01-15T10:21:01.000Z');
    expect(await usedAt(AT - 3_600_000_000)).toBe('2026-01-15T10:21:01.000Z');
  });

  it('is never changed nor taken back afterwards', async () => {
    await queue().settle(settlement(), 5_000);

    await expect(database.db.query('UPDATE usage_events SET input_tokens = 0')).rejects.toThrow(
      'append-only',
    );
    await expect(database.db.query('DELETE FROM usage_events')).rejects.toThrow('append-only');
    await expect(database.db.query('TRUNCATE usage_events')).rejects.toThrow('append-only');
    const [day] = await new UsagePartitionsRepository(database.db.manager).ensure(1);
    const partition = `usage_events_${day?.replaceAll('-', '')}`;
    await expect(database.db.query(`TRUNCATE ${partition}`)).rejects.toThrow('append-only');
  });
});

describe('open calls', () => {
  it('are lost when their node has not been heard of for 20 seconds, and never while it lives', async () => {
    const [alive, silent, gone] = [newUuid(), newUuid(), newUuid()];
    await database.db.query(
      `INSERT INTO nodes (id, name, heartbeat_at) VALUES ($1, 'alive', now() - interval '18 seconds'),
         ($2, 'silent', now() - interval '21 seconds')`,
      [alive, silent],
    );
    const calls = [alive, silent, gone].map((nodeId) => ({ id: newUuid(), nodeId }));
    for (const { id, nodeId } of calls) {
      await database.db.query(
        `INSERT INTO open_requests (id, account_id, api_key_id, model_number, node_id, admitted_at, input_tokens_estimate)
         VALUES ($1, $2, $3, $4, $5, now() - interval '1 hour', 7)`,
        [id, accountId, newUuid(), modelNumber, nodeId],
      );
    }

    const lost = await new OpenRequestsRepository(database.db.manager).listLost(DEAD_AFTER_SECONDS, 100);
    await Promise.all(lost.map((one) => queue().settle(one, 5_000)));

    expect(lost.map(({ requestId }) => requestId).sort()).toEqual(
      calls
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect(await ledger()).toMatchObject(
      Array(2).fill({ input_tokens: '7', output_tokens: '0', source: 'ESTIMATED', end_reason: 'NODE_LOST' }),
    );
    expect(await database.db.query('SELECT id FROM open_requests')).toEqual([{ id: calls[0]?.id }]);
  });
});

describe('many settlements', () => {
  it('survive one that the ledger does not take', async () => {
    const errors: string[] = [];
    const repository = new SettlementRepository(pools[0] as Pool);
    const q = new SettlementQueue((all) => repository.settle(all), {
      onError: (_e, message) => errors.push(message),
    });
    const bad = settlement({}, { inputTokens: -1 });

    const outcomes = await Promise.allSettled(
      [settlement(), bad, settlement()].map((one) => q.settle(one, 5_000)),
    );

    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(errors).toEqual([expect.stringContaining(bad.requestId)]);
    expect(await ledger()).toHaveLength(2);
  });
});
