import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { CreateApiKey } from './apiKeyInput';
import { looksLikeApiKey } from './apiKeySecret';
import { apiKeyServices, operatorOf } from './testing/apiKeyServices';

let database: OpenTestDatabase;
let accountId: string;
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

beforeAll(async () => {
  database = await openTestDatabase();
  await insertModel(database.db, 'acme/small');
  await insertModel(database.db, 'acme/large');
});
afterAll(() => database.close());
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

const create = (input: Partial<CreateApiKey> = {}, services = apiKeyServices(database.db)) =>
  services.write.create(operatorOf(accountId), { name: 'prod-web', modelIds: ['acme/small'], ...input });

describe('creating a key', () => {
  it('hands out the secret once and keeps only its hash', async () => {
    // Two that only seem to be one: a joiner within, as emoji have it, and a letter with a mark apart.
    const { apiKey, secret } = await create({ name: '  U\u0308nïcode 👩\u200d💻  ' });

    expect(looksLikeApiKey(secret, 'aim')).toBe(true);
    expect(apiKey).toMatchObject({
      name: 'Ünïcode 👩\u200d💻',
      maskedKey: `aim_sk_…${secret.slice(-4)}`,
      status: 'ACTIVE',
      allModels: false,
      version: 1,
    });
    const rows = await database.db.query(
      'SELECT k.*, s.* FROM api_keys k JOIN api_key_secrets s ON s.api_key_id = k.id',
    );
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(secret.slice(7, 50));
  });

  it.each<[string, Partial<CreateApiKey>]>([
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(65) }],
    ['name', { name: 'bell\u0007' }],
    ['name', { name: 'half a pair \ud83d' }],
    ['name', { name: 'two\u2028lines' }],
    ['name', { name: 'dlrow \u202eolleh' }],
    ['name', { name: '\u200b\u2060' }],
    ['modelIds', { modelIds: [] }],
    ['modelIds', { modelIds: null }],
    ['modelIds', { allModels: true, modelIds: ['acme/small'] }],
    ['modelIds', { allModels: false, modelIds: null }],
    ['modelIds', { modelIds: Array.from({ length: 1001 }, (_, i) => `m/${i}`) }],
    ['expiresAt', { expiresAt: new Date(Date.now() - 1000) }],
    ['expiresAt', { expiresAt: new Date(Number.NaN) }],
    ['note', { note: 'x'.repeat(501) }],
    ['note', { note: 'a\0' }],
    ['note', { note: '\udfff' }],
    ['limits.monthlyTokens', { limits: { monthlyTokens: -1 } }],
    ['limits.monthlyCost', { limits: { monthlyCost: '0' } }],
  ])('refuses a bad %s and makes nothing', async (field, input) => {
    await expect(create(input)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
    expect(await database.db.query('SELECT 1 FROM api_keys WHERE account_id = $1', [accountId])).toEqual([]);
  });

  it.each<[string, Date | null]>([
    ['no expiry', null],
    ['a later one', new Date(Date.now() + 30 * 86_400_000 + 60_000)],
  ])('with a longest lifetime of 30 days refuses %s, also when it is edited', async (_what, expiresAt) => {
    const services = apiKeyServices(database.db, { maxLifetimeDays: 30 });
    const refusal = {
      code: 'INVALID_INPUT',
      message: 'Choose a date within 30 days.',
      details: { field: 'expiresAt' },
    };
    const soon = new Date(Date.now() + 30 * 86_400_000 - 60_000);

    await expect(create({ expiresAt }, services)).rejects.toMatchObject(refusal);
    const { apiKey } = await create({ expiresAt: soon }, services);
    const update = (input: object) =>
      services.write.update(operatorOf(accountId), { id: apiKey.id, ...input });
    await expect(update({ expiresAt })).rejects.toMatchObject(refusal);

    expect(await update({ name: 'renamed' })).toMatchObject({ name: 'renamed', expiresAt: soon });
  });

  it('takes 64 characters that are wide, and not one more', async () => {
    await expect(create({ name: '界'.repeat(64) })).resolves.toBeDefined();
    await expect(create({ name: '🔑'.repeat(64) })).resolves.toBeDefined();
    await expect(create({ name: '🔑'.repeat(65) })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('refuses a model that is not in the catalogue, by name', async () => {
    await expect(create({ modelIds: ['acme/small', 'acme/gone'] })).rejects.toMatchObject({
      code: 'MODEL_NOT_AVAILABLE',
      message: expect.stringContaining('acme/gone'),
    });
  });

  it('needs a paid plan', async () => {
    accountId = await insertAccount(database.db, { plan: 'FREE' });

    await expect(create()).rejects.toMatchObject({ code: 'PAID_PLAN_REQUIRED' });
  });

  it('keeps the limit of usable keys, however many are made at once', async () => {
    const services = apiKeyServices(database.db, { keysPerAccount: 3 });

    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => create({}, services)));

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3);
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    );
    expect(refusals).toEqual(Array(5).fill('KEY_LIMIT_REACHED'));
  });

  it('does not count keys that are revoked or have expired', async () => {
    const services = apiKeyServices(database.db, { keysPerAccount: 2 });
    const { apiKey } = await create({}, services);
    const second = await create({}, services);
    await services.revocation.revoke(operatorOf(accountId), apiKey.id);
    await database.db.query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [second.apiKey.id]);

    await expect(Promise.all([create({}, services), create({}, services)])).resolves.toHaveLength(2);
  });
});

describe('editing a key', () => {
  const update = (id: string, change: object) =>
    apiKeyServices(database.db).write.update(operatorOf(accountId), { id, ...change });

  it('changes what is given and leaves the rest', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { apiKey } = await create({ note: 'a note', expiresAt });

    const renamed = await update(apiKey.id, { name: 'renamed' });

    expect(renamed).toMatchObject({
      name: 'renamed',
      note: 'a note',
      expiresAt,
      modelNumbers: apiKey.modelNumbers,
      version: 2,
    });
    const cleared = await update(apiKey.id, { note: null, expiresAt: null, allModels: true });
    expect(cleared).toMatchObject({
      name: 'renamed',
      note: null,
      expiresAt: null,
      allModels: true,
      modelNumbers: [],
      version: 3,
    });
  });

  it('keeps what two editors change at once, each a limit of its own', async () => {
    const { apiKey } = await create({ limits: { requestsPerMinute: 9, monthlyTokens: 9 } });

    await Promise.all([
      update(apiKey.id, { limits: { requestsPerMinute: 1 } }),
      update(apiKey.id, { limits: { monthlyTokens: 10 } }),
    ]);

    expect(
      (await apiKeyServices(database.db).keys.get(operatorOf(accountId), apiKey.id)).limits,
    ).toMatchObject({
      requestsPerMinute: 1,
      monthlyTokens: 10,
    });
  });

  it('never waits for a connection within a transaction, however many edit one key at once', async () => {
    const { apiKey } = await create();

    const edits = Array.from({ length: 40 }, () => update(apiKey.id, { modelIds: ['acme/large'] }));

    expect((await Promise.allSettled(edits)).filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('tells the second of two editors', async () => {
    const { apiKey } = await create();

    await update(apiKey.id, { version: 1, name: 'first' });
    const second = update(apiKey.id, { version: 1, name: 'second' });

    await expect(second).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'version' } });
    expect(await update(apiKey.id, { version: 2 })).toMatchObject({ name: 'first', version: 3 });
  });

  it.each([
    ['name', { name: null }],
    ['name', { name: '' }],
    ['modelIds', { modelIds: [] }],
    ['modelIds', { allModels: false }],
    ['expiresAt', { expiresAt: new Date(0) }],
  ])('refuses a bad %s and changes nothing', async (field, change) => {
    const { apiKey } = await create();

    await expect(update(apiKey.id, change)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field },
    });
    expect((await update(apiKey.id, { version: 1 })).name).toBe('prod-web');
  });

  it('refuses a revoked key', async () => {
    const { apiKey } = await create();
    await apiKeyServices(database.db).revocation.revoke(operatorOf(accountId), apiKey.id);

    await expect(update(apiKey.id, { name: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'id' },
    });
  });
});

describe('revoking a key', () => {
  it('stops it for good and keeps the first time when it comes twice', async () => {
    const { apiKey } = await create();
    const { revocation } = apiKeyServices(database.db);

    const first = await revocation.revoke(operatorOf(accountId), apiKey.id);
    const second = await revocation.revoke(operatorOf(accountId), apiKey.id);

    expect(first.apiKey.status).toBe('REVOKED');
    expect(second.apiKey.revokedAt).toEqual(first.apiKey.revokedAt);
    expect(second.receipt.revokedAt).toEqual(first.receipt.revokedAt);
  });
});

describe("another account's key", () => {
  it('answers exactly like one that never was', async () => {
    const { apiKey } = await create();
    const { keys, write, revocation, rotation } = apiKeyServices(database.db);
    const stranger = operatorOf(await insertAccount(database.db));
    const refusal = async (work: Promise<unknown>) => {
      const error = await work.catch((e: unknown) => e);
      return JSON.stringify(error, ['name', 'code', 'message', 'details', 'field']);
    };

    for (const act of [
      (id: string) => write.update(stranger, { id, name: 'mine' }),
      (id: string) => rotation.rotate(stranger, { id }),
      (id: string) => rotation.endOverlap(stranger, id),
      (id: string) => revocation.revoke(stranger, id),
    ]) {
      const theirs = await refusal(act(apiKey.id));
      expect(theirs).toContain('NOT_FOUND');
      expect(theirs).toBe(await refusal(act(UNKNOWN_ID)));
      expect(theirs).toBe(await refusal(act("x' OR '1'='1")));
    }
    expect(await keys.find(stranger, apiKey.id)).toBeNull();
    expect(await keys.findByIds(stranger.accountId, [apiKey.id])).toEqual([null]);
    expect(await keys.find(operatorOf(accountId), apiKey.id)).toMatchObject({
      name: 'prod-web',
      version: 1,
    });
  });
});
