import type { Pool } from 'pg';
import { apiKeyServices, operatorOf, TEST_PEPPER } from '../apiKeys/testing/apiKeyServices';
import { createHotPool } from '../db/hotPool';
import { AdmissionRepository } from '../gateway/admission.repository';
import { SecretHasher } from '../platform/secretHash';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { SettlementRepository } from './settlement.repository';

let database: OpenTestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = createHotPool(database.url, { applicationName: 'test', synchronousCommit: true });
  await insertModel(database.db, 'acme/small');
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

/** One call from admission to settlement. */
async function call(secret: string): Promise<void> {
  const admission = new AdmissionRepository(pool, new SecretHasher([TEST_PEPPER]), newUuid());
  const request = { inputTokensAbout: 1, inputTokensAtMost: 1, outputTokensAtMost: 1, choices: 1 };
  const [answer] = await admission.admit(
    [{ requestId: newUuid(), secret, modelId: 'acme/small', ...request }],
    'WAIT',
  );
  if (!answer || answer === 'ASK_AGAIN' || !answer.admitted) throw new Error('The call was refused.');
  await new SettlementRepository(pool).settle([
    {
      ...answer.admission,
      usage: {
        inputTokens: 1,
        outputTokens: 1,
        cachedInputTokens: 0,
        reasoningTokens: 0,
        source: 'REPORTED',
      },
      endReason: 'COMPLETED',
      latencyMs: 1,
      firstByteMs: 1,
    },
  ]);
}

describe('after a rotation', () => {
  it('the owner sees whether anyone still uses the old secret', async () => {
    const actor = operatorOf(await insertAccount(database.db));
    const { keys, write, rotation } = apiKeyServices(database.db);
    const { apiKey, secret: old } = await write.create(actor, { name: 'k', allModels: true });
    const { secret } = await rotation.rotate(actor, { id: apiKey.id });
    const lastUse = async () => (await keys.get(actor, apiKey.id)).oldSecretLastUsedAt;

    await call(secret);
    expect(await lastUse()).toBeNull();
    await call(old);

    expect(Date.now() - ((await lastUse())?.getTime() ?? 0)).toBeLessThan(60_000);
  });
});
