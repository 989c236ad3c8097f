import type { Pool } from 'pg';
import { createHotPool } from '../db/hotPool';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { FailedAttemptsRepository } from './failedAttempts.repository';
import type { Settlement } from './settlement';
import { SettlementRepository } from './settlement.repository';

let database: OpenTestDatabase;
let pool: Pool;
let modelNumber: number;
let accountId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = createHotPool(database.url, { applicationName: 'test settlement', synchronousCommit: true });
  modelNumber = await insertModel(database.db, 'acme/small', { input: '0.6', output: '0.8' });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

const settle = (...settlements: Settlement[]) => new SettlementRepository(pool).settle(settlements);
const attempts = () =>
  database.db.query('SELECT * FROM failed_attempts WHERE account_id = $1 ORDER BY request_id, number', [
    accountId,
  ]);
const ledger = () =>
  database.db.query('SELECT id, attempts, input_tokens, cost FROM usage_events WHERE account_id = $1', [
    accountId,
  ]);

function settlement(change: Partial<Settlement> = {}): Settlement {
  return {
    requestId: newUuid(),
    accountId,
    apiKeyId: newUuid(),
    modelNumber,
    admittedAtUs: String(Date.now() * 1000),
    usedOldSecret: false,
    usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 0, reasoningTokens: 0, source: 'REPORTED' },
    endReason: 'COMPLETED',
    latencyMs: 12,
    firstByteMs: 3,
    ...change,
  };
}

const RESET = { number: 1, upstream: 'one', outcome: 'FAILED', status: null, latencyMs: 7 } as const;
const LIMITED = { number: 2, upstream: 'two', outcome: 'REFUSED', status: 429, latencyMs: 9 } as const;

describe('upstreams that were asked in vain', () => {
  it('stand apart, one row each; the call counts once and costs what was answered', async () => {
    const answered = settlement({ attempts: { count: 2, failed: [RESET] } });
    const failed = settlement({
      attempts: { count: 2, failed: [RESET, LIMITED] },
      endReason: 'UPSTREAM_FAILED',
    });
    const plain = settlement();

    await settle(answered, failed, plain);

    const rows = await ledger();
    const countOf = (id: string) => rows.find((row: { id: string }) => row.id === id)?.attempts;
    expect([answered, failed, plain].map(({ requestId }) => countOf(requestId))).toEqual([2, 2, 0]);
    const kept = await attempts();
    expect(kept).toHaveLength(3);
    expect(kept.find((row: { number: number }) => row.number === 2)).toMatchObject({
      account_id: accountId,
      request_id: failed.requestId,
      api_key_id: failed.apiKeyId,
      model_number: modelNumber,
      upstream: 'two',
      outcome: 'REFUSED',
      status: 429,
      latency_ms: 9,
    });
  });

  it('are written once, however often their call is settled', async () => {
    const call = settlement({ attempts: { count: 2, failed: [RESET] } });

    for (let time = 0; time < 3; time += 1) await settle(call);

    expect(await attempts()).toHaveLength(1);
  });

  it('are written with a call that was booked as lost and is reported later', async () => {
    const call = settlement({ attempts: { count: 2, failed: [RESET] } });
    const { attempts: _unknown, ...lost } = call;
    await settle({ ...lost, endReason: 'NODE_LOST' });

    await settle(call);

    expect(await attempts()).toMatchObject([{ request_id: call.requestId, number: 1 }]);
  });

  it('can be neither changed nor dropped for 30 days, and are forgotten then', async () => {
    const old = settlement({
      admittedAtUs: String((Date.now() - 32 * 86_400_000) * 1000),
      attempts: { count: 1, failed: [RESET] },
    });
    const young = settlement({ attempts: { count: 1, failed: [RESET] } });
    await settle(old, young);
    const refuses = (sql: string) =>
      expect(database.db.query(`${sql} WHERE account_id = $1`, [accountId])).rejects.toThrow('append-only');

    await refuses(`UPDATE failed_attempts SET upstream = 'x'`);
    await refuses('DELETE FROM failed_attempts');
    await expect(database.db.query('TRUNCATE failed_attempts')).rejects.toThrow('append-only');
    await new FailedAttemptsRepository(database.db).forgetOld();

    expect(await attempts()).toMatchObject([{ request_id: young.requestId }]);
  });
});
