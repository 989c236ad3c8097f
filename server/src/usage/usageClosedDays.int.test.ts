import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { createDataSource } from '../db/dataSource';
import { newUuid } from '../platform/uuid';
import { explain } from '../test/explain';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { askUsage } from './testing/askUsage';
import { UsageRepository } from './usage.repository';
import { UsageService } from './usage.service';
import { UsageDaysRepository } from './usageDays.repository';
import type { AskUsage } from './usageQuestion';
import { UsageQuestions } from './usageQuestions';
import type { UsageReportRow } from './usageReport';

/** Questions across days that are folded, that are not, and that are folded but have a late slot. */
let database: OpenTestDatabase;
let service: UsageService;
let models: number[];
const KEYS = [newUuid(), newUuid(), newUuid()];
const QUARTER_MS = 15 * 60_000;
const [BEGIN, FOLDED, END] = ['2026-03-20T00:00Z', '2026-04-08T00:00Z', '2026-04-12T00:00Z'].map(
  Date.parse,
) as [number, number, number];

beforeAll(async () => {
  database = await openTestDatabase();
  models = [await insertModel(database.db, 'acme/small'), await insertModel(database.db, 'acme/large')];
  service = serviceOn(database.db);
});
afterAll(() => database.close());

function serviceOn(db: OpenTestDatabase['db']): UsageService {
  const zoneOf = async (accountId: string): Promise<string> =>
    (await database.db.query('SELECT time_zone FROM accounts WHERE id = $1', [accountId]))[0].time_zone;
  const { models: catalogue } = apiKeyServices(database.db);
  return new UsageService(new UsageRepository(db.manager), new UsageQuestions(catalogue, zoneOf));
}

interface Slot {
  readonly at: number;
  readonly key: string;
  readonly model: number;
  readonly tokens: number;
}

/** An account with a slot every few quarters, folded up to FOLDED; then two slots grow late, and are marked. */
async function accountIn(timeZone: string): Promise<{ accountId: string; slots: Slot[] }> {
  const accountId = await insertAccount(database.db, { timeZone });
  const slots: Slot[] = [];
  for (let i = 0; BEGIN + i * 3 * QUARTER_MS < END; i += 1) {
    slots.push({
      at: BEGIN + i * 3 * QUARTER_MS,
      key: KEYS[i % 3] ?? '',
      model: models[i % 2] ?? 0,
      tokens: 1 + (i % 97),
    });
  }
  const late = [slots[100], slots[400]].map((slot) => ({
    ...(slot as Slot),
    key: KEYS[1] ?? '',
    tokens: 1_000,
  }));
  await insertSlots(accountId, slots);
  const days = new UsageDaysRepository(database.db.manager);
  await days.begin(1_000);
  while ((await days.fold(new Date(FOLDED), 1_000)) > 0);
  await insertSlots(accountId, late);
  await database.db.query(
    'INSERT INTO usage_late_slots SELECT $1, at, now() FROM unnest($2::timestamptz[]) at',
    [accountId, late.map(({ at }) => new Date(at))],
  );
  return { accountId, slots: [...slots, ...late] };
}

async function insertSlots(accountId: string, slots: readonly Slot[]): Promise<void> {
  await database.db.query(
    `INSERT INTO usage_slots AS s
     SELECT $1, at, key, model, 1, tokens, 1, 0, 0, 0, 0.5, 0
     FROM unnest($2::timestamptz[], $3::uuid[], $4::integer[], $5::bigint[]) AS g (at, key, model, tokens)
     ON CONFLICT (account_id, slot_start, api_key_id, model_number)
     DO UPDATE SET requests = s.requests + 1, input_tokens = s.input_tokens + excluded.input_tokens,
       output_tokens = s.output_tokens + 1, cost = s.cost + 0.5`,
    [
      accountId,
      slots.map(({ at }) => new Date(at)),
      slots.map(({ key }) => key),
      slots.map(({ model }) => model),
      slots.map(({ tokens }) => tokens),
    ],
  );
}

/** The date of an instant in a zone, as another library than the database's sees it. */
function createDateOf(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (ms) => format.format(ms);
}

/** Tokens of each day of the zone, by the first quarter of an hour that has its date. */
function daysOf(slots: readonly Slot[], timeZone: string): [string, number][] {
  const dateOf = createDateOf(timeZone);
  const sums = new Map<string, number>();
  for (const { at, tokens } of slots) sums.set(dateOf(at), (sums.get(dateOf(at)) ?? 0) + tokens + 1);
  const starts = new Map<string, number>();
  for (let at = END + 86_400_000; at >= BEGIN - 2 * 86_400_000; at -= QUARTER_MS) starts.set(dateOf(at), at);
  return [...sums]
    .map(([date, sum]): [string, number] => [new Date(starts.get(date) ?? 0).toISOString(), sum])
    .sort();
}

/** Tokens of each bucket of an answer, whatever it is grouped by. */
function daysIn(rows: readonly UsageReportRow[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const { bucketStart, usage } of rows) {
    const start = bucketStart?.toISOString() ?? '';
    sums.set(start, (sums.get(start) ?? 0) + usage.totalTokens);
  }
  return [...sums].sort();
}

const ALL_ZONES = Intl.supportedValuesOf('timeZone');
/** Days of 23 and 25 hours in the range, clocks that change at midnight and by half an hour, odd offsets and the farthest. */
const ODD_ZONES = [
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Asia/Beirut',
  'Africa/Cairo',
  'America/Asuncion',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
];

describe('days that are folded', () => {
  it('give the same answer as quarters of an hour, for any range, zone, step, filter and grouping', async () => {
    const accounts = await Promise.all(
      ['UTC', ...ODD_ZONES].map(async (timeZone) => ({ timeZone, ...(await accountIn(timeZone)) })),
    );
    const quarter = fc.integer({ min: 0, max: (END - BEGIN) / QUARTER_MS });

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...accounts),
        fc.tuple(
          fc.oneof(fc.constant(null), fc.constantFrom(...ODD_ZONES), fc.constantFrom(...ALL_ZONES)),
          fc.constantFrom('TOTAL', 'HOUR', 'DAY', 'WEEK', 'MONTH' as const),
        ),
        fc.tuple(quarter, quarter),
        fc.tuple(fc.subarray(['MODEL', 'API_KEY'] as const), fc.option(fc.constantFrom(...KEYS))),
        async ({ accountId, slots, timeZone: own }, [zone, granularity], [a, b], [groupBy, key]) => {
          const from = BEGIN + Math.min(a, b) * QUARTER_MS;
          const to = BEGIN + (Math.max(a, b) + 1) * QUARTER_MS;
          const wanted = slots.filter((s) => s.at >= from && s.at < to && (key === null || s.key === key));
          const truth = wanted.reduce((sum, { tokens }) => sum + tokens + 1, 0);

          const report = await service.report(operatorOf(accountId), {
            from: new Date(from),
            to: new Date(to),
            timeZone: zone,
            granularity,
            groupBy,
            apiKeyIds: key === null ? null : [key],
          });

          const rows = report.rows.reduce((sum, row) => sum + row.usage.totalTokens, 0);
          expect([report.total.totalTokens, rows, report.total.requests]).toEqual([
            truth,
            truth,
            wanted.length,
          ]);
          const days = granularity === 'DAY' ? daysOf(wanted, zone ?? own) : daysIn(report.rows);
          expect(daysIn(report.rows)).toEqual(days);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['America/Havana', '2026-11-01T04:00:00.000Z'],
    ['Atlantic/Azores', '2026-10-25T00:00:00.000Z'],
    ['America/Asuncion', '2026-10-25T03:00:00.000Z'],
  ])('begin at the first midnight where the clock of %s shows it twice', async (timeZone, midnight) => {
    const accountId = await insertAccount(database.db, { timeZone });
    const start = Date.parse(midnight);
    const at = [-QUARTER_MS, 0, 4 * QUARTER_MS, 23 * 4 * QUARTER_MS].map((offset) => start + offset);
    await insertSlots(
      accountId,
      at.map((ms) => ({ at: ms, key: KEYS[0] ?? '', model: models[0] ?? 0, tokens: 1 })),
    );
    const ask = async () =>
      (
        await service.report(operatorOf(accountId), {
          from: new Date(start),
          to: new Date(start + 30 * 4 * QUARTER_MS),
          granularity: 'DAY',
          groupBy: [],
        })
      ).rows.map((row) => [row.bucketStart?.toISOString(), row.usage.requests]);
    const open = await ask();

    const days = new UsageDaysRepository(database.db.manager);
    await days.begin(1_000);
    while ((await days.fold(new Date(start + 50 * 4 * QUARTER_MS), 1_000)) > 0);

    expect(open[0]).toEqual([midnight, 3]);
    expect(await ask()).toEqual(open);
  });

  it('are read instead of their quarters, in the zone of the account and in any other', async () => {
    const { accountId } = await accountIn('Asia/Kathmandu');
    // Quarters that no day knows of: whoever reads them counts them.
    await database.db.query(
      `UPDATE usage_slots SET input_tokens = 0, output_tokens = 0 WHERE account_id = $1 AND slot_start < $2`,
      [accountId, new Date(FOLDED - 86_400_000)],
    );
    const tokens = async (more: Partial<AskUsage>): Promise<number> =>
      (
        await service.report(operatorOf(accountId), {
          from: new Date('2026-03-24T18:15Z'),
          to: new Date('2026-03-27T18:15Z'),
          ...more,
        })
      ).total.totalTokens;

    const own = await tokens({ granularity: 'DAY' });
    expect(own).toBeGreaterThan(0);
    expect(await tokens({ timeZone: 'America/New_York', granularity: 'TOTAL' })).toBe(own);
    expect(await tokens({ timeZone: 'America/New_York', granularity: 'DAY' })).toBe(own);
    expect(await tokens({ granularity: 'HOUR' })).toBe(0);
  });

  it('are found by their primary key, and of quarters only those of days that are not over', async () => {
    const { accountId } = await accountIn('Europe/Berlin');
    await database.db.query('ANALYZE usage_days, usage_slots');

    const steps = await explain(database.db, () =>
      service.report(operatorOf(accountId), {
        from: new Date('2026-03-21T23:00Z'),
        to: new Date('2026-04-09T22:00Z'),
        granularity: 'DAY',
      }),
    );

    const rowsOf = (table: string) => steps.filter((step) => step.table === table);
    expect(rowsOf('usage_days').reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(19 * 6);
    // Two days that are open and two that have a late slot, of 32 quarters each.
    expect(rowsOf('usage_slots').reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(5 * 34);
  });

  it('are put together from their parts where the days of another zone turn at one', async () => {
    const { accountId } = await accountIn('UTC');
    const ask = (timeZone: string) =>
      service.report(operatorOf(accountId), {
        from: new Date('2026-03-24T00:00Z'),
        to: new Date('2026-03-28T00:00Z'),
        timeZone,
        granularity: 'DAY',
      });
    const zones = ['Etc/GMT-6', 'Etc/GMT-12', 'Etc/GMT+6'];
    const before = await Promise.all(zones.map(ask));

    await database.db.query(
      'UPDATE usage_slots SET input_tokens = 0, output_tokens = 0 WHERE account_id = $1',
      [accountId],
    );
    const after = await Promise.all(zones.map(ask));

    expect(after.map(({ rows }) => rows)).toEqual(before.map(({ rows }) => rows));
    expect(before.map(({ rows }) => daysIn(rows).length)).toEqual([5, 5, 5]);
  });

  it.each([
    { apart: '11 or 12 hours', timeZone: 'Pacific/Auckland', slotsOfADay: 2 },
    { apart: '9 hours, the farthest from any part', timeZone: 'Etc/GMT+8', slotsOfADay: 4 },
  ])('need few quarters more in a zone that is $apart away', async ({ timeZone, slotsOfADay }) => {
    const { accountId } = await accountIn('Europe/Berlin');
    await database.db.query('ANALYZE usage_days, usage_day_parts, usage_slots');

    const steps = await explain(database.db, () =>
      service.report(operatorOf(accountId), {
        from: new Date('2026-03-21T23:00Z'),
        to: new Date('2026-04-07T22:00Z'),
        timeZone,
        granularity: 'DAY',
      }),
    );

    const rowsOf = (table: string) =>
      steps.filter((step) => step.table === table).reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    // Seventeen days, two of which have a late slot and are read by their 32 quarters.
    expect(rowsOf('usage_slots')).toBeLessThanOrEqual(2 * 34 + 15 * slotsOfADay);
    expect(rowsOf('usage_days')).toBeLessThan(17 * 6);
    expect(rowsOf('usage_day_parts')).toBeLessThan(17 * 6);
  });

  it('mean the same whatever zone the process runs in', async () => {
    const { accountId } = await accountIn('America/St_Johns');
    const range: [string, string] = ['2026-03-20T10:07:00Z', '2026-04-11T03:30:00Z'];
    const root = path.resolve(__dirname, '../../..');
    const program = [
      path.join(root, 'scripts/swc-register.cjs'),
      path.join(__dirname, 'testing/askUsage.ts'),
    ];

    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['-r', ...program, database.url, accountId, ...range],
      { env: { ...process.env, TZ: 'Pacific/Chatham' }, timeout: 30_000 },
    );

    expect(JSON.parse(stdout)).toEqual({
      timeZone: 'Pacific/Chatham',
      answer: await askUsage(database.url, accountId, range),
    });
  }, 40_000);

  it('mean the same whatever zone the session of the database is in', async () => {
    const { accountId } = await accountIn('America/St_Johns');
    const ask = (on: UsageService) =>
      on.report(operatorOf(accountId), {
        from: new Date('2026-03-20T10:15Z'),
        to: new Date('2026-04-11T03:30Z'),
        granularity: 'DAY',
      });
    const before = await ask(service);

    const [{ name }] = await database.db.query('SELECT current_database() AS name');
    await database.db.query(`ALTER DATABASE ${name} SET TimeZone = 'Pacific/Chatham'`);
    const other = createDataSource(database.url);
    await other.initialize();
    try {
      expect(await other.query('SHOW TimeZone')).toEqual([{ TimeZone: 'Pacific/Chatham' }]);
      const { rows, total } = await ask(serviceOn(other));
      expect({ rows, total }).toEqual({ rows: before.rows, total: before.total });
    } finally {
      await other.destroy();
      await database.db.query(`ALTER DATABASE ${name} RESET TimeZone`);
    }
  });
});
