import { explain, type PlanStep } from '../test/explain';
import { insertAccount } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { ListApiKeys } from './apiKeyList.service';
import { apiKeyServices, operatorOf } from './testing/apiKeyServices';

/** Rows of a page, and the one that tells of a next page. */
const PAGE = 26;
const KEYS_OF_ONE = 10_000;

let database: OpenTestDatabase;
/** Has 10,000 keys in force. */
let largeId: string;
/** Has 10,000 keys too, and has revoked all but the oldest 30. */
let tidyId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  largeId = await insertAccount(database.db);
  tidyId = await insertAccount(database.db);
  for (const [sql, ...parameters] of SEED) {
    await database.db.query(sql, parameters.length === 0 ? [] : [largeId, tidyId]);
  }
});
afterAll(() => database.close());

type Order = NonNullable<ListApiKeys['orderBy']>;
const listOf = (accountId: string, wanted: ListApiKeys) =>
  apiKeyServices(database.db).list.list(operatorOf(accountId), wanted);
const stepsOfList = (accountId: string, wanted: ListApiKeys): Promise<PlanStep[]> =>
  explain(database.db, () => listOf(accountId, wanted));
const opposite = ({ field, direction }: Order): Order => ({
  field,
  direction: direction === 'ASC' ? 'DESC' : 'ASC',
});
const lastCursor = async (accountId: string, orderBy: Order) =>
  (await listOf(accountId, { orderBy })).edges.at(-1)?.cursor;
/** The first page, the one after it, and the last: the place of the 25th row from the end. */
async function pagesOf(accountId: string, orderBy: Order): Promise<ListApiKeys[]> {
  const second = await lastCursor(accountId, orderBy);
  const last = await lastCursor(accountId, opposite(orderBy));
  return [{ orderBy }, { orderBy, after: second }, { orderBy, after: last }];
}

const readOf = (steps: readonly PlanStep[], table: string): number =>
  steps.filter((step) => step.table === table).reduce((sum, { rowsRead }) => sum + rowsRead, 0);
const sorted = (steps: readonly PlanStep[]): number =>
  Math.max(0, ...steps.filter(({ type }) => type.endsWith('Sort')).map(({ rowsIn }) => rowsIn));
const readWithoutIndex = (steps: readonly PlanStep[]): unknown[] =>
  steps.filter(({ type }) => type === 'Seq Scan').map(({ table }) => table);

const FIELDS_WITH_INDEX = ['NAME', 'CREATED_AT'] as const;
const FIELDS_TO_SORT = ['LAST_USED_AT', 'EXPIRES_AT', 'TOKENS_30_DAYS'] as const;
const DIRECTIONS = ['ASC', 'DESC'] as const;
const ordersBy = (fields: readonly Order['field'][]): [Order['field'], Order['direction']][] =>
  fields.flatMap((field) =>
    DIRECTIONS.map((direction): [typeof field, typeof direction] => [field, direction]),
  );

describe('among 100,000 keys', () => {
  it.each(ordersBy(FIELDS_WITH_INDEX))(
    'a page by %s %s reads nothing but its own rows, wherever it begins',
    async (field, direction) => {
      for (const page of await pagesOf(largeId, { field, direction })) {
        const steps = await stepsOfList(largeId, page);

        expect(readWithoutIndex(steps)).toEqual([]);
        // Once to find them, once to show them.
        expect(readOf(steps, 'api_keys')).toBeLessThanOrEqual(2 * PAGE);
        expect(sorted(steps)).toBeLessThanOrEqual(PAGE);
      }
    },
  );

  it.each(ordersBy(FIELDS_WITH_INDEX))(
    'a page by %s %s is found without walking over the keys that were revoked',
    async (field, direction) => {
      const steps = await stepsOfList(tidyId, { orderBy: { field, direction } });

      expect(readOf(steps, 'api_keys')).toBeLessThanOrEqual(2 * 30);
    },
  );

  it.each(ordersBy(FIELDS_TO_SORT))(
    "a page by %s %s reads the account's own keys, and all that is shown only of its own rows",
    async (field, direction) => {
      for (const page of await pagesOf(largeId, { field, direction })) {
        const steps = await stepsOfList(largeId, page);

        expect(readWithoutIndex(steps)).toEqual([]);
        expect(readOf(steps, 'api_keys')).toBeLessThanOrEqual(KEYS_OF_ONE + PAGE);
        expect(readOf(steps, 'api_key_activity')).toBeLessThanOrEqual(KEYS_OF_ONE + PAGE);
        expect(readOf(steps, 'api_key_secrets')).toBeLessThanOrEqual(PAGE);
      }
    },
  );

  it.each<[string, NonNullable<ListApiKeys['filter']>]>([
    ['nothing', {}],
    ['a part of the name', { search: 'abc' }],
    ['the keys that work', { statuses: ['ACTIVE', 'LIMIT_REACHED'] }],
    ['the keys that were revoked', { statuses: ['REVOKED'] }],
  ])("a list that asks for %s and its count read the account's own rows alone", async (_asked, filter) => {
    const page = await listOf(tidyId, { filter });

    const list = await stepsOfList(tidyId, { filter });
    const count = await explain(database.db, () =>
      apiKeyServices(database.db).list.count(operatorOf(tidyId), page),
    );

    for (const steps of [list, count]) {
      expect(readWithoutIndex(steps)).toEqual([]);
      expect(readOf(steps, 'api_keys')).toBeLessThanOrEqual(KEYS_OF_ONE + PAGE);
      expect(readOf(steps, 'api_key_limits')).toBeLessThanOrEqual(KEYS_OF_ONE + PAGE);
    }
  });
});

/** A statement each; those that name the two accounts are told of it. */
const SEED: [sql: string, accounts?: 'accounts'][] = [
  [
    `INSERT INTO accounts (id, slug, name, plan)
     SELECT md5('account ' || n)::uuid, md5('account ' || n), 'other', 'PAID' FROM generate_series(1, 800) n`,
  ],
  [
    `INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, created_at, updated_at, version,
       expires_at, revoked_at)
     SELECT gen_random_uuid(),
       CASE n % 10 WHEN 0 THEN $1::uuid WHEN 1 THEN $2::uuid ELSE md5('account ' || 1 + n / 10 % 800)::uuid END,
       'Key ' || md5(n::text), right(md5(n::text), 4), true, '{}', now() - make_interval(mins => 100000 - n), now(), 1,
       CASE WHEN n % 3 = 0 THEN now() + make_interval(mins => n) END,
       CASE WHEN n % 10 = 1 AND n > 300 THEN now() END
     FROM generate_series(0, 99999) n`,
    'accounts',
  ],
  [
    `INSERT INTO api_key_secrets (secret_hash, api_key_id, pepper_id, created_at)
     SELECT sha256(id::text::bytea), id, 'pepper', now() FROM api_keys`,
  ],
  [
    `INSERT INTO api_key_activity (account_id, api_key_id, last_used_at)
     SELECT account_id, id, created_at FROM api_keys WHERE right(id::text, 1) < '8'`,
  ],
  [
    `INSERT INTO api_key_limits (api_key_id, account_id, monthly_tokens)
     SELECT id, account_id, 1000 FROM api_keys WHERE right(id::text, 1) = '0'`,
  ],
  ['ANALYZE accounts, api_keys, api_key_secrets, api_key_activity, api_key_limits'],
];
