import { type OpenTestDatabase, openTestDatabase } from './openTestDatabase';

/** Whether the schema can be spread over several servers by account: see docs/scaling.md. */
let database: OpenTestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Tables that grow with people, keys or models, never with calls: each server holds a whole copy of them. */
const REFERENCE_TABLES = [
  ...[
    'access_tokens',
    'accounts',
    'credentials',
    'invitations',
    'members',
    'sessions',
    'users',
    'verifications',
  ],
  ...['api_key_expiry_notices', 'api_key_secrets', 'api_keys', 'model_prices', 'models'],
  'usage_proof',
];
/** Tables of the first server alone: small, of no account, or counters that one statement has to lock. */
const LOCAL_TABLES = [
  ...['api_key_limits', 'migrations', 'nodes', 'revocation_acknowledgements', 'sign_in_limits'],
];

interface Table {
  readonly name: string;
  /** Columns of each primary key and unique constraint or index, with commas. */
  readonly unique: readonly string[];
}
const listTables = (): Promise<Table[]> =>
  database.db.query<Table[]>(
    `SELECT c.relname AS name, array_agg(DISTINCT (
        SELECT string_agg(a.attname, ',') FROM unnest(i.indkey) k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k
      )) FILTER (WHERE i.indisunique) AS unique
     FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     GROUP BY c.relname ORDER BY c.relname`,
  );

describe('every table that grows with calls', () => {
  it('has the account in its primary key and in every unique index', async () => {
    const small = new Set([...REFERENCE_TABLES, ...LOCAL_TABLES]);
    const large = (await listTables()).filter(({ name }) => !small.has(name));

    expect(large.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'open_requests',
        'usage_day_parts',
        'usage_days',
        'usage_events',
        'usage_slots',
      ]),
    );
    const without = large.filter(
      ({ unique }) => !unique?.length || unique.some((columns) => !columns.split(',').includes('account_id')),
    );
    expect(without).toEqual([]);
  });

  it('is on no list of small tables, which name what there is', async () => {
    const names = (await listTables()).map(({ name }) => name);

    expect([...REFERENCE_TABLES, ...LOCAL_TABLES].filter((name) => !names.includes(name))).toEqual([]);
  });
});
