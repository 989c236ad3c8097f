import type { DataSource } from 'typeorm';
import { apiKeyServices, operatorOf } from '../../../apiKeys/testing/apiKeyServices';
import { UsageDaysRepository } from '../../../usage/usageDays.repository';
import { insertAccount, insertModel } from '../../factories';

const DAYS = 90;
const MODELS = 20;
const KEYS = 50;
const SMALL_ACCOUNTS = 1_000;
/** Few enough that no statement runs into its time limit. */
const FOLD_EVERY_DAYS = 10;
/** Of ten events four are of the first large account, four of the second, and two of small ones. */
const ZONE = 'Asia/Ho_Chi_Minh';

export interface SeededUsage {
  readonly large: string;
  readonly small: string;
  readonly largeKeyIds: readonly string[];
  readonly modelNumbers: readonly number[];
  readonly events: number;
}

/** Two large accounts, a thousand small ones, 50 keys, 20 models and 90 days of events, with slots and closed days. */
export async function seedUsage(
  db: DataSource,
  events: number,
  tell: (line: string) => void,
): Promise<SeededUsage> {
  const modelNumbers = [];
  for (let i = 0; i < MODELS; i += 1) modelNumbers.push(await insertModel(db, `bench/model-${i}`));
  const large = [await insertAccount(db, { timeZone: ZONE }), await insertAccount(db, { timeZone: ZONE })];
  const small = await insertSmallAccounts(db, events >= 1_000_000 ? SMALL_ACCOUNTS : 10);
  const largeKeyIds = await makeKeys(db, large[0] ?? '');
  await makePartitions(db);
  const perDay = Math.ceil(events / DAYS);
  // A day after the other, as they come about: so do sums and closed days lie on the disk.
  for (let day = DAYS; day > 0; day -= 1) {
    await db.query(EVENTS_OF_A_DAY, [day, perDay, large, small, largeKeyIds, modelNumbers]);
    await db.query(SLOTS, [null, day]);
    if (day % FOLD_EVERY_DAYS === 0) {
      await db.query('ANALYZE usage_slots, usage_days, usage_day_parts');
      await foldDays(db, startOfDayBefore(day - 1));
    }
    tell(`${bar(DAYS - day + 1)} ${((DAYS - day + 1) * perDay).toLocaleString('en-US')} events`);
  }
  await foldDays(db, new Date());
  tell('Gathering statistics, as autovacuum does.');
  await db.query('VACUUM (ANALYZE) usage_slots, usage_days, usage_day_parts');
  await db.query('ANALYZE');
  const [row] = (await db.query<{ n: number }[]>('SELECT count(*)::integer AS n FROM usage_events')) as [
    { n: number },
  ];
  return { large: large[0] ?? '', small: small[0] ?? '', largeKeyIds, modelNumbers, events: row.n };
}

/** What an account has in its ledger, added up; its closed days anew. */
export async function addUp(db: DataSource, accountId: string): Promise<void> {
  await db.query('DELETE FROM usage_slots WHERE account_id = $1', [accountId]);
  await db.query('DELETE FROM usage_days WHERE account_id = $1', [accountId]);
  await db.query('DELETE FROM usage_day_parts WHERE account_id = $1', [accountId]);
  await db.query('DELETE FROM usage_folds WHERE account_id = $1', [accountId]);
  await db.query(SLOTS, [accountId, null]);
  await foldDays(db, new Date());
  await db.query('ANALYZE usage_slots, usage_days, usage_day_parts');
}

/** Days that are over, as the server's own job folds them. */
async function foldDays(db: DataSource, before: Date): Promise<void> {
  const days = new UsageDaysRepository(db.manager);
  while ((await days.begin(2_000)) > 0);
  while ((await days.fold(before, 2_000)) > 0);
}

/** The first instant, in UTC, of the day so many days ago. */
function startOfDayBefore(days: number): Date {
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  return new Date(midnight.getTime() - days * 86_400_000);
}

async function insertSmallAccounts(db: DataSource, count: number): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO accounts (id, slug, name, plan, time_zone)
     SELECT id, id::text, 'Small account', 'PAID', '${ZONE}'
     FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) made RETURNING id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

async function makeKeys(db: DataSource, accountId: string): Promise<string[]> {
  const { write } = apiKeyServices(db, { keysPerAccount: KEYS });
  const ids = [];
  for (let i = 0; i < KEYS; i += 1) {
    const created = await write.create(operatorOf(accountId), { name: `bench ${i}`, allModels: true });
    ids.push(created.apiKey.id);
  }
  return ids;
}

async function makePartitions(db: DataSource): Promise<void> {
  await db.query(`
    DO $$ BEGIN
      FOR i IN 0..${DAYS + 1} LOOP
        IF to_regclass('usage_events_' || to_char(current_date - i, 'YYYYMMDD')) IS NULL THEN
          EXECUTE format('CREATE TABLE usage_events_%s PARTITION OF usage_events FOR VALUES FROM (%L) TO (%L)',
            to_char(current_date - i, 'YYYYMMDD'), current_date - i, current_date - i + 1);
        END IF;
      END LOOP;
    END $$`);
}

function bar(done: number): string {
  const filled = Math.round((done / DAYS) * 30);
  return `[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}]`;
}

/** $1 how many days ago, $2 how many, $3 large accounts, $4 small ones, $5 keys, $6 models. Whole days in UTC. */
const EVENTS_OF_A_DAY = `
  INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, source, cost, end_reason, latency_ms, first_byte_ms)
  SELECT CASE WHEN n % 10 < 8 THEN ($3::uuid[])[1 + n % 2] ELSE ($4::uuid[])[1 + (n / 10) % cardinality($4::uuid[])] END,
    at::date, gen_random_uuid(), at AT TIME ZONE 'UTC',
    ($5::uuid[])[1 + floor(random() * cardinality($5::uuid[]))::integer],
    ($6::integer[])[1 + floor(random() * cardinality($6::integer[]))::integer],
    100 + n % 900, 50 + n % 300, n % 100, 0, 'REPORTED', 0.000001 * (n % 1000), 'COMPLETED', 900, 90
  FROM (
    SELECT n, (current_date - $1::integer)::timestamp + random() * interval '23 hours 59 minutes' AS at
    FROM generate_series(1, $2::integer) AS n
  ) made`;

/** $1 an account; null: all of them. $2 how many days ago; null: all days. */
const SLOTS = `
  INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT account_id, date_bin('15 minutes', admitted_at, timestamptz '2000-01-01 00:00Z'), api_key_id, model_number,
    sum(requests), sum(input_tokens)::bigint, sum(output_tokens)::bigint, sum(cached_input_tokens)::bigint,
    sum(reasoning_tokens)::bigint, 0, sum(cost), 0
  FROM usage_events
  WHERE ($1::uuid IS NULL OR account_id = $1) AND ($2::integer IS NULL OR day = current_date - $2::integer)
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
