import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { apiKeyServices, operatorOf } from './testing/apiKeyServices';

let database: OpenTestDatabase;
let accountId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await insertModel(database.db, 'acme/small');
});
afterAll(() => database.close());
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

const services = () => apiKeyServices(database.db);
const create = () =>
  services().write.create(operatorOf(accountId), {
    name: 'prod-web',
    modelIds: ['acme/small'],
    note: 'a note',
  });
const rotate = (id: string, more: object = {}) =>
  services().rotation.rotate(operatorOf(accountId), { id, ...more });
const ownerOf = async (secret: string) => (await services().keys.findBySecret(secret))?.id ?? null;
const audit = async () =>
  (
    await database.db.query('SELECT action FROM audit_events WHERE account_id = $1 ORDER BY at, id', [
      accountId,
    ])
  ).map((row: { action: string }) => row.action);

describe('rotating a key', () => {
  it('keeps the key and gives it a new secret; the old one works until the overlap ends', async () => {
    const { apiKey, secret: old } = await create();

    const { apiKey: rotated, secret } = await rotate(apiKey.id, { overlapSeconds: 3600 });

    expect(rotated).toMatchObject({
      id: apiKey.id,
      name: 'prod-web',
      note: 'a note',
      version: apiKey.version + 1,
    });
    expect(rotated.maskedKey).toBe(`aim_sk_…${secret.slice(-4)}`);
    const overlapMs = (rotated.oldSecretEndsAt?.getTime() ?? 0) - Date.now();
    expect(overlapMs).toBeGreaterThan(3_590_000);
    expect(overlapMs).toBeLessThanOrEqual(3_600_000);
    expect([await ownerOf(old), await ownerOf(secret)]).toEqual([apiKey.id, apiKey.id]);
  });

  it('refuses the old secret from the instant at which the overlap ends', async () => {
    const { apiKey, secret: old } = await create();
    const { secret } = await rotate(apiKey.id, { overlapSeconds: 3600 });

    await database.db.query(
      'UPDATE api_key_secrets SET ends_at = now() WHERE api_key_id = $1 AND ends_at IS NOT NULL',
      [apiKey.id],
    );

    expect([await ownerOf(old), await ownerOf(secret)]).toEqual([null, apiKey.id]);
    expect(await services().keys.find(operatorOf(accountId), apiKey.id)).toMatchObject({
      oldSecretEndsAt: null,
    });
  });

  it('stops the old secret at once when no overlap is wanted, and when the overlap is ended', async () => {
    const { apiKey, secret: first } = await create();
    const { secret: second } = await rotate(apiKey.id, { overlapSeconds: 0 });
    expect([await ownerOf(first), await ownerOf(second)]).toEqual([null, apiKey.id]);

    const { secret: third } = await rotate(apiKey.id);
    const ended = await services().rotation.endOverlap(operatorOf(accountId), apiKey.id);

    expect([await ownerOf(second), await ownerOf(third)]).toEqual([null, apiKey.id]);
    expect(ended.oldSecretEndsAt).toBeNull();
    await expect(services().rotation.endOverlap(operatorOf(accountId), apiKey.id)).resolves.toMatchObject({
      version: ended.version,
    });
    expect(await audit()).toEqual([
      'api_key.created',
      'api_key.rotated',
      'api_key.rotated',
      'api_key.overlap_ended',
    ]);
  });

  it('is refused while an overlap still runs', async () => {
    const { apiKey } = await create();
    await rotate(apiKey.id);

    await expect(rotate(apiKey.id)).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'id' } });
  });

  it('is refused for the second of two at once', async () => {
    const { apiKey, secret: old } = await create();

    const outcomes = await Promise.allSettled([rotate(apiKey.id), rotate(apiKey.id)]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const secrets = await database.db.query('SELECT 1 FROM api_key_secrets WHERE api_key_id = $1', [
      apiKey.id,
    ]);
    expect(secrets).toHaveLength(2);
    expect(await ownerOf(old)).toBe(apiKey.id);
  });

  it('happens once when it is asked for many times at once with the same idempotencyKey', async () => {
    const { apiKey } = await create();

    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => rotate(apiKey.id, { idempotencyKey: 'deploy-7' })),
    );

    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refusals).toHaveLength(9);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 'IDEMPOTENT_REPLAY', details: { id: apiKey.id } });
    const secrets = await database.db.query('SELECT 1 FROM api_key_secrets WHERE api_key_id = $1', [
      apiKey.id,
    ]);
    expect(secrets).toHaveLength(2);
  });

  it.each([-1, 604_801, 1.5])('is refused for an overlap of %s seconds', async (overlapSeconds) => {
    const { apiKey, secret } = await create();

    await expect(rotate(apiKey.id, { overlapSeconds })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'overlapSeconds' },
    });
    expect(await ownerOf(secret)).toBe(apiKey.id);
  });

  it.each(['revoked_at', 'leaked_at', 'expires_at'])('is refused for a key with %s', async (column) => {
    const { apiKey } = await create();
    await database.db.query(`UPDATE api_keys SET ${column} = now() WHERE id = $1`, [apiKey.id]);

    await expect(rotate(apiKey.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a call that comes again', () => {
  const createAgain = (more: object = {}) =>
    services().write.create(operatorOf(accountId), {
      name: 'ci',
      modelIds: ['acme/small'],
      idempotencyKey: 'pipeline-1',
      ...more,
    });

  it('makes one key, however many come at once, and names it to the others', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => createAgain()));

    const made = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.apiKey.id] : [],
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(made).toHaveLength(1);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 'IDEMPOTENT_REPLAY', details: { id: made[0] } });
  });

  it('is a conflict when it asks for something else', async () => {
    await createAgain();

    await expect(createAgain({ name: 'other' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'idempotencyKey' },
    });
  });

  it('counts anew after 24 hours, in another account, and when the first was refused', async () => {
    await createAgain();
    await database.db.query(`UPDATE idempotent_calls SET created_at = now() - interval '24 hours'`);
    await expect(createAgain({ name: 'a day later' })).resolves.toBeDefined();

    accountId = await insertAccount(database.db);
    await expect(createAgain()).resolves.toBeDefined();

    accountId = await insertAccount(database.db);
    await expect(createAgain({ modelIds: ['acme/none'] })).rejects.toMatchObject({
      code: 'MODEL_NOT_AVAILABLE',
    });
    await expect(createAgain()).resolves.toBeDefined();
  });

  it.each(['', 'x'.repeat(201), 'a\0', '\ud800'])(
    'is refused with the idempotencyKey %p',
    async (idempotencyKey) => {
      await expect(createAgain({ idempotencyKey })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { field: 'idempotencyKey' },
      });
    },
  );
});
