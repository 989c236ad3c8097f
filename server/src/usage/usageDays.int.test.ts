import { newUuid } from '../platform/uuid';
import { insertAccount } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { UsageDaysRepository } from './usageDays.repository';

let database: OpenTestDatabase;
let days: UsageDaysRepository;

beforeAll(async () => {
  database = await openTestDatabase();
  days = new UsageDaysRepository(database.db.manager);
});
afterAll(() => database.close());

/** Zones whose clocks change by half an hour, at midnight, or away from the hour; and one that never does. */
const ZONES = [
  { timeZone: 'Australia/Lord_Howe', shortest: 94, longest: 98 },
  { timeZone: 'America/Havana', shortest: 92, longest: 100 },
  { timeZone: 'Pacific/Chatham', shortest: 92, longest: 100 },
  { timeZone: 'Asia/Beirut', shortest: 92, longest: 100 },
  { timeZone: 'Asia/Kathmandu', shortest: 96, longest: 96 },
];

it('folds each quarter of an hour of a year into one day of its zone, hours that come twice or never included', async () => {
  const accounts = await Promise.all(ZONES.map(({ timeZone }) => insertAccount(database.db, { timeZone })));
  await database.db.query(
    `INSERT INTO usage_slots
     SELECT id, at, $2, 1, 1, 1, 0, 0, 0, 0, 0, 0
     FROM unnest($1::uuid[]) id, generate_series(timestamptz '2025-01-01 00:00Z', '2025-12-31 23:45Z', '15 minutes') at`,
    [accounts, newUuid()],
  );
  expect(await days.begin(10)).toBe(5);
  expect(await days.begin(10)).toBe(0);

  let rounds = 0;
  while ((await days.fold(new Date('2026-01-15T00:00:00Z'), 2)) > 0) rounds += 1;

  // 380 days, thirty at a time, of two accounts at a time.
  expect(rounds).toBeLessThanOrEqual(39);
  for (const [i, { timeZone, shortest, longest }] of ZONES.entries()) {
    const wrong = await database.db.query(
      `SELECT * FROM (
         SELECT (slot_start AT TIME ZONE $2)::date AS day, sum(requests) AS requests FROM usage_slots
         WHERE account_id = $1 GROUP BY 1) s
       FULL JOIN (SELECT day, sum(requests) AS requests FROM usage_days WHERE account_id = $1 GROUP BY 1) d USING (day)
       WHERE s.requests IS DISTINCT FROM d.requests`,
      [accounts[i], timeZone],
    );
    const [sums] = await database.db.query(
      `SELECT sum(requests)::integer AS requests, max(requests)::integer AS longest,
              min(requests) FILTER (WHERE day BETWEEN '2025-01-02' AND '2025-12-30')::integer AS shortest
       FROM usage_days WHERE account_id = $1`,
      [accounts[i]],
    );
    expect({ timeZone, wrong, ...sums }).toEqual({
      timeZone,
      wrong: [],
      requests: 365 * 96,
      shortest,
      longest,
    });
    const parts = await database.db.query(
      `SELECT hours, min(requests)::integer AS fewest, max(requests)::integer AS most FROM usage_day_parts
       WHERE account_id = $1 AND day BETWEEN '2025-01-02' AND '2025-12-30' GROUP BY 1 ORDER BY 1`,
      [accounts[i]],
    );
    expect({ timeZone, parts }).toEqual({
      timeZone,
      parts: [6, 12, 18].map((hours) => ({ hours, fewest: hours * 4, most: hours * 4 })),
    });
  }
  const [first] = await days.listFolds({ after: null, last: null }, 10);
  const range = { from: '2024-12-30', to: '2026-01-05' };
  expect(await days.compare(first?.accountId ?? '', range, 10)).toEqual([]);
});
