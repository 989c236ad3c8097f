import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { ListApiKeys } from './apiKeyList.service';
import { apiKeyServices, operatorOf } from './testing/apiKeyServices';

let database: OpenTestDatabase;
let accountId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await insertModel(database.db, 'acme/small');
  await insertModel(database.db, 'acme/large');
});
afterAll(() => database.close());
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

async function newKeys(names: readonly string[], modelIds = ['acme/small']) {
  const { write } = apiKeyServices(database.db);
  const keys = [];
  for (const name of names) keys.push((await write.create(operatorOf(accountId), { name, modelIds })).apiKey);
  return keys;
}

const list = (wanted: Partial<ListApiKeys> = {}) =>
  apiKeyServices(database.db).list.list(operatorOf(accountId), { first: 25, ...wanted });
const names = async (wanted: Partial<ListApiKeys> = {}): Promise<string[]> =>
  (await list(wanted)).edges.map((edge) => edge.node.name);

/** All pages of an order, two rows at a time. */
async function walk(orderBy: NonNullable<ListApiKeys['orderBy']>): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 20; pages += 1) {
    const page: Awaited<ReturnType<typeof list>> = await list({ first: 2, after, orderBy });
    found.push(...page.edges.map((edge) => edge.node.name));
    after = page.edges.at(-1)?.cursor ?? null;
    if (!page.hasNextPage) return found;
  }
  throw new Error('The pages do not end.');
}

describe('the list of keys', () => {
  it('shows the newest first, without those that are revoked', async () => {
    const [, second] = await newKeys(['a', 'b', 'c']);
    await apiKeyServices(database.db).revocation.revoke(operatorOf(accountId), second?.id ?? '');

    expect(await names()).toEqual(['c', 'a']);
    expect(await names({ filter: { statuses: ['REVOKED'] } })).toEqual(['b']);
  });

  it('finds by a part of the name in any case, and by the last four characters exactly', async () => {
    const [web] = await newKeys(['Prod-Web', 'nightly_batch', '100%']);

    expect(await names({ filter: { search: 'prod' } })).toEqual(['Prod-Web']);
    expect(await names({ filter: { search: '%' } })).toEqual(['100%']);
    expect(await names({ filter: { search: '_' } })).toEqual(['nightly_batch']);
    expect(await names({ filter: { search: web?.lastFour ?? '' } })).toEqual(['Prod-Web']);
    expect(await names({ filter: { search: "' OR 1=1 --" } })).toEqual([]);
  });

  it('filters by status, as the status is shown', async () => {
    const [a, b] = await newKeys(['a', 'b', 'c']);
    await database.db.query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [a?.id]);
    await database.db.query('UPDATE api_keys SET leaked_at = now() WHERE id = $1', [b?.id]);

    expect(await names({ filter: { statuses: ['EXPIRED'] } })).toEqual(['a']);
    expect(await names({ filter: { statuses: ['DISABLED_LEAKED'] } })).toEqual(['b']);
    expect(await names({ filter: { statuses: ['ACTIVE', 'EXPIRED'] } })).toEqual(['c', 'a']);
    await database.db.query(`UPDATE accounts SET plan = 'FREE' WHERE id = $1`, [accountId]);
    const paused = await list({ filter: { statuses: ['PAUSED_PLAN'] } });
    expect(paused.edges.map(({ node }) => [node.name, node.status])).toEqual([['c', 'PAUSED_PLAN']]);
  });

  it('filters by a model that a key may call', async () => {
    await newKeys(['small']);
    await newKeys(['large'], ['acme/large']);
    await apiKeyServices(database.db).write.create(operatorOf(accountId), { name: 'all', allModels: true });

    expect(await names({ filter: { modelId: 'acme/large' } })).toEqual(['all', 'large']);
    expect(await names({ filter: { modelId: 'never/was' } })).toEqual(['all']);
  });

  it.each(['NAME', 'CREATED_AT', 'LAST_USED_AT', 'EXPIRES_AT'] as const)(
    'walks every row once by %s in both directions, those without a value last',
    async (field) => {
      const keys = await newKeys(['k1', 'K2', 'k3', 'k4', 'k5']);
      for (const [i, key] of keys.slice(0, 3).entries()) {
        const at = new Date(Date.UTC(2090, 0, 1 + i));
        await database.db.query('UPDATE api_keys SET expires_at = $2 WHERE id = $1', [key.id, at]);
        await database.db.query('INSERT INTO api_key_activity VALUES ($1, $2, $3)', [accountId, key.id, at]);
      }
      const nullable = field === 'LAST_USED_AT' || field === 'EXPIRES_AT';

      const up = await walk({ field, direction: 'ASC' });
      const down = await walk({ field, direction: 'DESC' });

      expect(up).toEqual(nullable ? ['k1', 'K2', 'k3', 'k4', 'k5'] : ['k1', 'K2', 'k3', 'k4', 'k5']);
      expect(down).toEqual(nullable ? ['k3', 'K2', 'k1', 'k5', 'k4'] : ['k5', 'k4', 'k3', 'K2', 'k1']);
    },
  );

  describe('by tokens of 30 days', () => {
    /** Midnight of so many days ago in the zone of the account, and what comes after or before it. */
    const use = (keyId: string, daysAgo: number, offset: string, tokens: number) =>
      database.db.query(
        `INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
           cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
         SELECT a.id, ((now() AT TIME ZONE a.time_zone)::date - $3::integer)::timestamp AT TIME ZONE a.time_zone + $4::interval,
           $2, m.number, 1, $5 - 1, 1, 0, 0, 0, 0, 0
         FROM accounts a CROSS JOIN models m WHERE a.id = $1 AND m.id = 'acme/small'`,
        [accountId, keyId, daysAgo, offset, tokens],
      );

    it.each([
      ['DESC', ['most', 'some', 'few', 'none', 'old']],
      ['ASC', ['old', 'none', 'few', 'some', 'most']],
    ] as const)('walks every row once %s, keys without any as 0', async (direction, expected) => {
      const keys = await newKeys(['old', 'none', 'few', 'some', 'most']);
      const id = (name: string) => keys.find((key) => key.name === name)?.id ?? '';
      await use(id('few'), 0, '0 minutes', 10);
      await use(id('some'), 29, '0 minutes', 500);
      await use(id('some'), 1, '6 hours', 500);
      await use(id('most'), 3, '0 minutes', 1001);
      await use(id('old'), 29, '-15 minutes', 1_000_000);

      expect(await walk({ field: 'TOKENS_30_DAYS', direction })).toEqual(expected);
    });

    it("counts the days of the account's own zone, and no other account's usage", async () => {
      accountId = await insertAccount(database.db, { timeZone: 'Asia/Kathmandu' });
      const [first, second] = await newKeys(['first', 'second']);
      const mine = accountId;
      await use(first?.id ?? '', 29, '0 minutes', 10);
      await use(second?.id ?? '', 29, '-15 minutes', 99);
      accountId = await insertAccount(database.db);
      await use(second?.id ?? '', 0, '0 minutes', 99);
      accountId = mine;

      expect(await names({ orderBy: { field: 'TOKENS_30_DAYS', direction: 'DESC' } })).toEqual([
        'first',
        'second',
      ]);
    });

    it.each(['-1', '1.5', '1e3', '99999999999999999', '', null])(
      'refuses a cursor whose place is %p',
      async (value) => {
        const after = Buffer.from(JSON.stringify(['TOKENS_30_DAYS', value, newUuid()])).toString('base64url');
        const orderBy = { field: 'TOKENS_30_DAYS', direction: 'DESC' } as const;

        await expect(list({ after, orderBy })).rejects.toMatchObject({
          code: 'INVALID_INPUT',
          details: { field: 'after' },
        });
      },
    );
  });

  it('neither skips nor repeats a row when keys are made between two pages', async () => {
    await newKeys(['a', 'b', 'c']);
    const first = await list({ first: 2 });
    await newKeys(['new']);

    const second = await list({ first: 2, after: first.edges.at(-1)?.cursor ?? null });

    expect([...first.edges, ...second.edges].map((edge) => edge.node.name)).toEqual(['c', 'b', 'a']);
  });

  it('counts all pages together, of this account alone', async () => {
    await newKeys(['a', 'b', 'c']);
    const mine = accountId;
    accountId = await insertAccount(database.db);
    await newKeys(['theirs']);

    const { list: service } = apiKeyServices(database.db);
    const page = await service.list(operatorOf(mine), { first: 1 });

    expect(await service.count(operatorOf(mine), page)).toBe(3);
  });

  it("gives nothing of an account to another one, not even with that account's cursor", async () => {
    await newKeys(['a', 'b', 'c']);
    const cursor = (await list({ first: 1 })).edges[0]?.cursor ?? '';
    accountId = await insertAccount(database.db);

    expect(await names({ after: cursor })).toEqual([]);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['after', { after: 'nonsense' }],
    ['after', { after: Buffer.from('["NAME","a","x"]').toString('base64url') }],
    ['after', { after: Buffer.from(JSON.stringify(['CREATED_AT', null, newUuid()])).toString('base64url') }],
    ['after', { after: Buffer.from(JSON.stringify(['NAME', 'a', newUuid()])).toString('base64url') }],
    [
      'after',
      { after: Buffer.from(JSON.stringify(['CREATED_AT', "'; DROP", newUuid()])).toString('base64url') },
    ],
    ['filter.search', { filter: { search: 'x'.repeat(101) } }],
    ['filter.search', { filter: { search: 'a\0' } }],
    ['filter.search', { filter: { search: '\ud800' } }],
  ])('refuses a bad %s', async (field, wanted) => {
    await expect(list(wanted)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
  });
});
