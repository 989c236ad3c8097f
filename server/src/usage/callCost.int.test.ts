import type { Pool } from 'pg';
import { createHotPool } from '../db/hotPool';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { CallCostRepository } from './callCost.repository';
import { SettlementRepository } from './settlement.repository';

let database: OpenTestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await openTestDatabase();
  pool = createHotPool(database.url, { applicationName: 'test settlement', synchronousCommit: true });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

it('the cost of one call is told as the ledger has it, to its own account only, and not at all without a price', async () => {
  const accountId = await insertAccount(database.db);
  const priced = await insertModel(database.db, 'acme/priced', { input: '0.6', output: '0.8' });
  const free = await insertModel(database.db, 'acme/unpriced', null);
  const call = (modelNumber: number) => ({
    requestId: newUuid(),
    accountId,
    apiKeyId: newUuid(),
    modelNumber,
    admittedAtUs: String(Date.now() * 1000),
    usedOldSecret: false,
    usage: {
      inputTokens: 100,
      outputTokens: 50,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      source: 'REPORTED' as const,
    },
    endReason: 'COMPLETED' as const,
    latencyMs: 1,
    firstByteMs: 1,
  });
  const [dear, cheap] = [call(priced), call(free)];
  await new SettlementRepository(pool).settle([dear, cheap]);
  const costs = new CallCostRepository(database.db);

  expect(await costs.costOf(dear)).toBe('0.0001');
  expect(await costs.costOf(cheap)).toBeNull();
  expect(await costs.costOf({ ...dear, accountId: newUuid() })).toBeNull();
});
