import type { Pool } from 'pg';
import { apiKeyStatus } from '../apiKeys/apiKey.policy';
import { makeApiKeySecret } from '../apiKeys/apiKeySecret';
import { apiKeyServices, operatorOf, TEST_PEPPER } from '../apiKeys/testing/apiKeyServices';
import { createHotPool } from '../db/hotPool';
import { SecretHasher } from '../platform/secretHash';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { AdmissionAnswer } from './admission';
import { AdmissionRepository } from './admission.repository';
import { AdmissionBatch, type AdmissionStatements } from './admissionBatch';

let database: OpenTestDatabase;
let pool: Pool;
const NODE = newUuid();

beforeAll(async () => {
  database = await openTestDatabase();
  pool = createHotPool(database.url, { applicationName: 'test admission', synchronousCommit: false });
  await insertModel(database.db, 'acme/small');
  await insertModel(database.db, 'acme/large');
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

function admission(peppers = [TEST_PEPPER]): AdmissionBatch {
  const repository = new AdmissionRepository(pool, new SecretHasher(peppers), NODE);
  return new AdmissionBatch({ fast: repository, slow: repository }, { onError: () => {} });
}

const call = (secret: string, modelId = 'acme/small') => ({
  requestId: newUuid(),
  secret,
  modelId,
  inputTokensAbout: 7,
  inputTokensAtMost: 20,
  outputTokensAtMost: 30,
  choices: 1,
});

async function newKey(options: { plan?: 'PAID' | 'FREE'; allModels?: boolean } = {}) {
  const accountId = await insertAccount(database.db);
  const permission = options.allModels ? { allModels: true } : { modelIds: ['acme/small'] };
  const { write, revocation } = apiKeyServices(database.db);
  const { apiKey, secret } = await write.create(operatorOf(accountId), { name: 'k', ...permission });
  if (options.plan === 'FREE')
    await database.db.query(`UPDATE accounts SET plan = 'FREE' WHERE id = $1`, [accountId]);
  return { accountId, apiKey, secret, revocation };
}

const refusalOf = (answer: AdmissionAnswer): string | null => (answer.admitted ? null : answer.refusal);
const openRows = async (id: string): Promise<unknown[]> =>
  database.db.query('SELECT * FROM open_requests WHERE id = $1', [id]);

describe('admission', () => {
  it('lets a key in force call a model of its list, and opens one row', async () => {
    const { secret, apiKey, accountId } = await newKey();
    const request = call(secret);

    const answer = await admission().admit(request);

    expect(answer).toMatchObject({
      admitted: true,
      admission: { requestId: request.requestId, apiKeyId: apiKey.id, accountId, modelId: 'acme/small' },
    });
    expect(await openRows(request.requestId)).toMatchObject([
      { account_id: accountId, api_key_id: apiKey.id, node_id: NODE, input_tokens_estimate: '7' },
    ]);
  });

  it('lets a key for all models call one that was added later', async () => {
    const { secret } = await newKey({ allModels: true });
    await insertModel(database.db, 'acme/later');

    expect(refusalOf(await admission().admit(call(secret, 'acme/later')))).toBeNull();
  });

  it.each([
    ['a key that never was', async () => makeApiKeySecret('aim'), 'acme/small', 'INVALID_API_KEY'],
    ['a revoked key', () => keyWith(`revoked_at = now()`), 'acme/small', 'INVALID_API_KEY'],
    ['a leaked key', () => keyWith(`leaked_at = now()`), 'acme/small', 'API_KEY_LEAKED'],
    ['an expired key', () => keyWith(`expires_at = now()`), 'acme/small', 'API_KEY_EXPIRED'],
    ['a model that is not on the list', () => keyWith('note = null'), 'acme/large', 'MODEL_NOT_ALLOWED'],
    ['a model that does not exist', () => keyWith('note = null'), 'acme/nothing', 'MODEL_NOT_FOUND'],
    [
      'an account without a plan',
      async () => (await newKey({ plan: 'FREE' })).secret,
      'acme/small',
      'PAID_PLAN_REQUIRED',
    ],
  ])('refuses %s and opens nothing', async (_case, makeSecret, modelId, refusal) => {
    const request = call(await makeSecret(), modelId);

    expect(refusalOf(await admission().admit(request))).toBe(refusal);
    expect(await openRows(request.requestId)).toEqual([]);
  });

  async function keyWith(change: string): Promise<string> {
    const { secret, apiKey } = await newKey();
    await database.db.query(`UPDATE api_keys SET ${change} WHERE id = $1`, [apiKey.id]);
    return secret;
  }

  it('refuses a model that is not available any more', async () => {
    await insertModel(database.db, 'acme/retired');
    const { secret } = await newKey({ allModels: true });
    await database.db.query(`UPDATE models SET is_available = false WHERE id = 'acme/retired'`);

    expect(refusalOf(await admission().admit(call(secret, 'acme/retired')))).toBe('MODEL_NOT_FOUND');
  });

  it('refuses once the plan has ended, and lets in again once it is renewed', async () => {
    const { secret, accountId } = await newKey();
    const setEnd = (sql: string) =>
      database.db.query(`UPDATE accounts SET plan_ends_at = ${sql} WHERE id = $1`, [accountId]);

    await setEnd(`now() - interval '1 second'`);
    const lapsed = await admission().admit(call(secret));
    await setEnd(`now() + interval '1 hour'`);
    const renewed = await admission().admit(call(secret));

    expect([refusalOf(lapsed), refusalOf(renewed)]).toEqual(['PAID_PLAN_REQUIRED', null]);
  });

  it('refuses the first request after a revoke has answered, every time', async () => {
    const batches = [admission(), admission()];
    for (let trial = 0; trial < 20; trial += 1) {
      const { secret, apiKey, accountId, revocation } = await newKey();
      await Promise.all(batches.map((batch) => batch.admit(call(secret))));

      await revocation.revoke(operatorOf(accountId), apiKey.id);

      const after = await Promise.all(batches.map((batch) => batch.admit(call(secret))));
      expect(after.map(refusalOf)).toEqual(['INVALID_API_KEY', 'INVALID_API_KEY']);
    }
  });

  it('answers each of many requests at once with its own verdict', async () => {
    const good = await newKey();
    const batch = admission();
    const requests = Array.from({ length: 300 }, (_, i) =>
      i % 3 === 0
        ? call(makeApiKeySecret('aim'))
        : call(good.secret, i % 3 === 1 ? 'acme/small' : 'acme/large'),
    );

    const answers = await Promise.all(requests.map((request) => batch.admit(request)));

    const expected = ['INVALID_API_KEY', null, 'MODEL_NOT_ALLOWED'];
    expect(answers.map(refusalOf)).toEqual(requests.map((_, i) => expected[i % 3]));
    const [row] = await database.db.query(
      'SELECT count(*)::integer AS n FROM open_requests WHERE api_key_id = $1',
      [good.apiKey.id],
    );
    expect(row.n).toBe(100);
  });

  it('lets one request that PostgreSQL cannot take harm no other of its batch', async () => {
    const { secret } = await newKey();
    const batch = admission();

    const outcomes = await Promise.allSettled([
      batch.admit(call(secret)),
      batch.admit(call(secret, 'nul\0')),
      batch.admit(call(secret)),
    ]);

    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('knows keys whose hash was made with an older pepper', async () => {
    const { secret } = await newKey();

    const withNewPepper = admission(['a brand new pepper, also of 32 characters', TEST_PEPPER]);
    const withoutOldPepper = admission(['a brand new pepper, also of 32 characters']);

    expect(refusalOf(await withNewPepper.admit(call(secret)))).toBeNull();
    expect(refusalOf(await withoutOldPepper.admit(call(secret)))).toBe('INVALID_API_KEY');
  });

  it('follows the same rule as the status that lists show', async () => {
    const now = new Date();
    const states = [null, 'x'].flatMap((revoked) =>
      [null, 'x'].flatMap((leaked) =>
        [null, -1, 1].flatMap((expiry) =>
          ['PAID', 'FREE'].map((plan) => ({ revoked, leaked, expiry, plan })),
        ),
      ),
    );
    const statusOf: Record<string, string> = {
      REVOKED: 'INVALID_API_KEY',
      DISABLED_LEAKED: 'API_KEY_LEAKED',
      EXPIRED: 'API_KEY_EXPIRED',
      PAUSED_PLAN: 'PAID_PLAN_REQUIRED',
    };
    for (const { revoked, leaked, expiry, plan } of states) {
      const { secret, apiKey, accountId } = await newKey();
      const expiresAt = expiry === null ? null : new Date(now.getTime() + expiry * 3_600_000);
      await database.db.query('UPDATE accounts SET plan = $2 WHERE id = $1', [accountId, plan]);
      await database.db.query(
        'UPDATE api_keys SET revoked_at = $2, leaked_at = $3, expires_at = $4 WHERE id = $1',
        [apiKey.id, revoked && now, leaked && now, expiresAt],
      );

      const status = apiKeyStatus(
        {
          revokedAt: revoked ? now : null,
          leakedAt: leaked ? now : null,
          expiresAt,
          isAccountPaid: plan === 'PAID',
          isLimitReached: false,
        },
        now,
      );

      expect(refusalOf(await admission().admit(call(secret)))).toBe(statusOf[status] ?? null);
    }
  });
});

/** Statements of which only admission matters. */
function batchOf(admit: AdmissionStatements['admit']) {
  const statements = { admit, discard: async () => true };
  return { fast: statements, slow: statements };
}

describe('admission without a database', () => {
  it('refuses with UNAVAILABLE, and takes open rows back of which it does not know', async () => {
    const { secret } = await newKey();
    const repository = new AdmissionRepository(pool, new SecretHasher([TEST_PEPPER]), NODE);
    let breakConnection = true;
    // The statement is committed, but its answer never arrives.
    const statements: AdmissionStatements = {
      admit: async (requests, lockedLimits) => {
        const answers = await repository.admit(requests, lockedLimits);
        if (breakConnection) throw new Error('Connection terminated unexpectedly');
        return answers;
      },
      discard: (ids) => repository.discard(ids),
    };
    const batch = new AdmissionBatch({ fast: statements, slow: statements }, { onError: () => {} });
    const lost = call(secret);

    await expect(batch.admit(lost)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await openRows(lost.requestId)).toHaveLength(1);
    breakConnection = false;
    await batch.admit(call(secret));

    expect(await openRows(lost.requestId)).toEqual([]);
  });

  it('refuses at once what does not fit the queue, and in time what the database does not take', async () => {
    let answer: () => void = () => {};
    const stuck = new Promise<never[]>((resolve) => {
      answer = () => resolve([]);
    });
    const batch = new AdmissionBatch(
      batchOf(() => stuck),
      { onError: () => {}, queueSize: 1, waitMs: 30 },
    );
    const first = batch.admit(call('a')).catch((error: unknown) => error);
    await Promise.resolve();

    const second = batch.admit(call('b'));
    const third = batch.admit(call('c'));

    await expect(third).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(second).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    answer();
    await expect(first).resolves.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('lets nothing in while usage cannot be written', async () => {
    const batch = new AdmissionBatch(
      batchOf(async () => []),
      { onError: () => {}, isClosed: () => true },
    );

    await expect(batch.admit(call('a'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
