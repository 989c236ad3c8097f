import fc from 'fast-check';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { createExportPool } from '../db/exportPool';
import { createHotPool } from '../db/hotPool';
import { newUuid } from '../platform/uuid';
import { explain } from '../test/explain';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { Settlement } from './settlement';
import { SettlementRepository } from './settlement.repository';
import { settlementOf } from './testing/settlementOf';
import { UsageRepository } from './usage.repository';
import { UsageService } from './usage.service';
import { type AskUsage, readUsageQuestion } from './usageQuestion';
import { UsageQuestions } from './usageQuestions';
import { UsageRowsRepository } from './usageRows.repository';

let database: OpenTestDatabase;
let service: UsageService;
let settle: (settlements: readonly Settlement[]) => Promise<unknown>;
let closePool: () => Promise<void>;
let models: number[];
const MODEL_IDS = ['acme/small', 'acme/large', 'other/model'];

beforeAll(async () => {
  database = await openTestDatabase();
  const pool = createHotPool(database.url, { applicationName: 'test usage', synchronousCommit: true });
  closePool = () => pool.end();
  const repository = new SettlementRepository(pool);
  settle = (settlements) => repository.settle(settlements);
  models = [];
  for (const id of MODEL_IDS)
    models.push(await insertModel(database.db, id, { input: '0.3', output: '0.7' }));
  service = new UsageService(
    new UsageRepository(database.db.manager),
    new UsageQuestions(apiKeyServices(database.db).models, zoneOfAccount),
  );
});
afterAll(async () => {
  await closePool();
  await database.close();
});

async function zoneOfAccount(accountId: string): Promise<string> {
  const [row] = await database.db.query('SELECT time_zone FROM accounts WHERE id = $1', [accountId]);
  return row.time_zone;
}

interface Call {
  readonly accountId: string;
  readonly at: string | number;
  readonly key?: string;
  readonly model?: number | undefined;
  readonly input?: number;
  readonly output?: number;
  readonly source?: 'REPORTED' | 'ESTIMATED';
}

function call({
  accountId,
  at,
  key = newUuid(),
  model,
  input = 10,
  output = 5,
  source = 'REPORTED',
}: Call): Settlement {
  const usage = {
    inputTokens: input,
    outputTokens: output,
    cachedInputTokens: 0,
    reasoningTokens: 0,
    source,
  };
  const admittedAtUs = String(new Date(at).getTime() * 1000);
  return settlementOf({
    accountId,
    apiKeyId: key,
    modelNumber: model ?? models[0] ?? 0,
    admittedAtUs,
    usage,
  });
}

const ask = (from: string, to: string, more: Partial<AskUsage> = {}): AskUsage => ({
  from: new Date(from),
  to: new Date(to),
  ...more,
});

describe('a question about usage', () => {
  it('is answered with the sums of each model and key, most tokens first, and their total', async () => {
    const accountId = await insertAccount(database.db);
    const [web, batch] = [newUuid(), newUuid()];
    await settle([
      call({ accountId, at: '2026-03-01T10:00Z', key: web, input: 100, output: 50 }),
      call({ accountId, at: '2026-03-01T11:00Z', key: web, input: 1, output: 1 }),
      call({
        accountId,
        at: '2026-03-02T10:00Z',
        key: batch,
        model: models[1],
        input: 7,
        output: 3,
        source: 'ESTIMATED',
      }),
    ]);

    const report = await service.report(operatorOf(accountId), ask('2026-03-01', '2026-03-03'));

    expect(report.rows).toMatchObject([
      {
        bucketStart: null,
        apiKeyId: web,
        modelNumber: models[0],
        usage: { requests: 2, inputTokens: 101, totalTokens: 152 },
      },
      {
        apiKeyId: batch,
        modelNumber: models[1],
        usage: { requests: 1, totalTokens: 10, estimatedTokens: 10 },
      },
    ]);
    // 108 x 0.3 + 54 x 0.7, for a million
    expect(report.total).toMatchObject({
      requests: 3,
      inputTokens: 108,
      outputTokens: 54,
      totalTokens: 162,
      cost: '0.0000702',
    });
    expect(report.isTruncated).toBe(false);
    expect(Date.now() - report.dataUpTo.getTime()).toBeLessThan(60_000);
  });

  it('takes the beginning in and leaves the end out, to the microsecond, inside a slot too', async () => {
    const accountId = await insertAccount(database.db);
    await settle(
      ['10:01:59.999Z', '10:02:00.000Z', '10:16:00Z', '10:31:59.999Z', '10:32:00.000Z'].map((time) =>
        call({ accountId, at: `2026-03-01T${time}` }),
      ),
    );
    const count = async (from: string, to: string): Promise<number> =>
      (await service.report(operatorOf(accountId), ask(`2026-03-01T${from}`, `2026-03-01T${to}`))).total
        .requests;

    expect(await count('10:02:00Z', '10:32:00Z')).toBe(3);
    expect(await count('10:00:00Z', '10:45:00Z')).toBe(5);
    expect(await count('10:02:00Z', '10:03:00Z')).toBe(1);
    expect(await count('10:31:59.999Z', '10:32:00.001Z')).toBe(2);
    expect(await count('10:17:00Z', '10:31:00Z')).toBe(0);
  });

  it.each(['FIVE_MINUTES', 'DAY', 'MONTH'] as const)(
    'is answered by %s up to the end of time',
    async (granularity) => {
      const accountId = await insertAccount(database.db);
      const question = ask('9999-12-25T00:00Z', '9999-12-31T23:59Z', { granularity });

      expect((await service.report(operatorOf(accountId), question)).rows).toEqual([]);
    },
  );

  it('answers nothing used with zeros and no rows', async () => {
    const accountId = await insertAccount(database.db);

    const report = await service.report(operatorOf(accountId), ask('2026-03-01', '2026-03-03'));

    expect(report).toMatchObject({ rows: [], total: { requests: 0, totalTokens: 0, cost: '0' } });
  });

  it("never shows another account's usage, not even by its key's id", async () => {
    const [mine, theirs] = [await insertAccount(database.db), await insertAccount(database.db)];
    const key = newUuid();
    await settle([call({ accountId: theirs, at: '2026-03-01T10:00Z', key })]);

    const report = await service.report(
      operatorOf(mine),
      ask('2026-03-01', '2026-03-02', { apiKeyIds: [key] }),
    );

    expect(report.total.requests).toBe(0);
  });

  it('filters by key and by model, and an unknown model used nothing', async () => {
    const accountId = await insertAccount(database.db);
    const key = newUuid();
    await settle([
      call({ accountId, at: '2026-03-01T10:00Z', key }),
      call({ accountId, at: '2026-03-01T10:00Z', key, model: models[1] }),
      call({ accountId, at: '2026-03-01T10:00Z' }),
    ]);
    const count = async (filter: Partial<AskUsage>): Promise<number> =>
      (await service.report(operatorOf(accountId), ask('2026-03-01', '2026-03-02', filter))).total.requests;

    expect(await count({ apiKeyIds: [key] })).toBe(2);
    expect(await count({ modelIds: ['acme/small'] })).toBe(2);
    expect(await count({ apiKeyIds: [key], modelIds: ['acme/large'] })).toBe(1);
    expect(await count({ modelIds: ['never/was'] })).toBe(0);
    expect(await count({ apiKeyIds: ['not an id'] })).toBe(0);
  });

  it('has no cost when a model among them has no price', async () => {
    const accountId = await insertAccount(database.db);
    const unpriced = await insertModel(database.db, `acme/unpriced-${newUuid()}`, null);
    await settle([
      call({ accountId, at: '2026-03-01T10:00Z' }),
      call({ accountId, at: '2026-03-01T10:00Z', model: unpriced }),
    ]);

    const report = await service.report(
      operatorOf(accountId),
      ask('2026-03-01', '2026-03-02', { groupBy: ['MODEL'] }),
    );

    expect(report.total.cost).toBeNull();
    expect(report.rows.map((row) => row.usage.cost).filter((cost) => cost !== null)).toHaveLength(1);
  });

  it('reads the ledger for what its range cuts out of a quarter, and is planned for no other day of it', async () => {
    const accountId = await insertAccount(database.db);
    for (const day of ['2027-05-01', '2027-05-02', '2027-05-03']) {
      await database.db.query(
        `CREATE TABLE usage_events_${day.replaceAll('-', '')} PARTITION OF usage_events
         FOR VALUES FROM ('${day}') TO (date '${day}' + 1)`,
      );
    }
    const partitions = async (from: string, to: string): Promise<(string | null)[]> => {
      const steps = await explain(database.db, () =>
        service.report(operatorOf(accountId), ask(from, to, { timeZone: 'UTC' })),
      );
      return steps.map(({ table }) => table).filter((table) => table?.startsWith('usage_events'));
    };

    expect(await partitions('2027-05-01T00:00Z', '2027-05-03T12:15Z')).toEqual([]);
    expect(await partitions('2027-05-01T00:01Z', '2027-05-03T12:15Z')).toEqual(['usage_events_20270501']);
  });

  it('is carried out without being compiled first', async () => {
    expect(await database.db.query(`SELECT setting, source FROM pg_settings WHERE name = 'jit'`)).toEqual([
      { setting: 'off', source: 'client' },
    ]);
  });

  it('refuses a sum beyond 2^53 rather than round it', async () => {
    const accountId = await insertAccount(database.db);
    const huge = { accountId, at: '2026-03-01T10:00Z', input: Number.MAX_SAFE_INTEGER };
    await settle([call(huge), call(huge)]);

    await expect(
      service.report(operatorOf(accountId), ask('2026-03-01', '2026-03-02')),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('2^53') });
  });
});

describe('buckets', () => {
  it.each([
    ['Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
    ['America/New_York', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
    ['Asia/Kathmandu', '2026-05-01T18:15Z', '2026-05-02T18:15Z'],
    ['Pacific/Chatham', '2026-05-01T11:15Z', '2026-05-02T11:15Z'],
  ] as const)('of a day in %s hold the whole day and nothing else', async (timeZone, from, to) => {
    const accountId = await insertAccount(database.db, { timeZone });
    const first = new Date(from).getTime();
    const last = new Date(to).getTime() - 1;
    await settle([first - 1, first, last, last + 1].map((at) => call({ accountId, at })));

    const whole = await service.report(
      operatorOf(accountId),
      ask(from, to, { granularity: 'DAY', groupBy: [] }),
    );

    expect(whole.timeZone).toBe(timeZone);
    expect(whole.rows.map((row) => row.bucketStart)).toEqual([new Date(from)]);
    expect(whole.rows[0]?.usage.requests).toBe(2);
  });

  it('of five minutes are finer than what the sums hold, and exact all the same', async () => {
    const accountId = await insertAccount(database.db);
    await settle(
      ['10:04:59', '10:05:00', '10:09:59', '10:14:00'].map((t) =>
        call({ accountId, at: `2026-03-01T${t}Z` }),
      ),
    );

    const report = await service.report(
      operatorOf(accountId),
      ask('2026-03-01T10:00Z', '2026-03-01T10:30Z', { granularity: 'FIVE_MINUTES', groupBy: [] }),
    );

    expect(
      report.rows.map((row) => [row.bucketStart?.toISOString().slice(11, 16), row.usage.requests]),
    ).toEqual([
      ['10:00', 1],
      ['10:05', 2],
      ['10:10', 1],
    ]);
  });
});

describe('conservation', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
  );
  const granularity = fc.constantFrom('FIVE_MINUTES', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'TOTAL' as const);
  const start = Date.UTC(2026, 2, 25);
  const minute = fc.integer({ min: 0, max: 10 * 24 * 60 });

  it('holds: the rows of any grouping add up to the total, and the total to the ledger', async () => {
    const accountId = await insertAccount(database.db);
    const keys = [newUuid(), newUuid(), newUuid()];
    const calls = Array.from({ length: 600 }, (_, i) =>
      call({
        accountId,
        at: start + ((i * 7919) % (10 * 24 * 60)) * 60_000 + ((i * 31) % 60) * 1000,
        key: keys[i % 3] ?? newUuid(),
        model: models[(i >> 2) % 3],
        input: i,
        output: i % 17,
      }),
    );
    await settle(calls);

    await fc.assert(
      fc.asyncProperty(zone, granularity, minute, minute, async (timeZone, step, a, b) => {
        const from = new Date(start + Math.min(a, b) * 60_000);
        const to = new Date(start + (Math.max(a, b) + 1) * 60_000);
        const inRange = calls.filter(
          (c) =>
            Number(c.admittedAtUs) >= from.getTime() * 1000 && Number(c.admittedAtUs) < to.getTime() * 1000,
        );
        const truth = inRange.reduce((sum, c) => sum + c.usage.inputTokens + c.usage.outputTokens, 0);
        for (const groupBy of [[], ['MODEL'], ['API_KEY'], ['MODEL', 'API_KEY']] as const) {
          const report = await service.report(operatorOf(accountId), {
            from,
            to,
            timeZone,
            granularity: step,
            groupBy,
          });
          const rows = report.rows.reduce((sum, row) => sum + row.usage.totalTokens, 0);
          expect([report.total.totalTokens, rows, report.total.requests]).toEqual([
            truth,
            truth,
            inRange.length,
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('holds for the same question asked of each key at once', async () => {
    const accountId = await insertAccount(database.db);
    const keys = [newUuid(), newUuid(), newUuid()];
    await settle([
      call({ accountId, at: '2026-03-01T10:00Z', key: keys[0] ?? '', input: 1 }),
      call({ accountId, at: '2026-03-02T10:00Z', key: keys[1] ?? '', input: 2 }),
    ]);
    const question = ask('2026-03-01', '2026-03-05', { granularity: 'DAY', groupBy: ['MODEL'] });

    const reports = await service.reportEach(operatorOf(accountId), question, {
      dimension: 'API_KEY',
      ids: keys,
    });

    expect(reports.map((report) => report.total.inputTokens)).toEqual([1, 2, 0]);
    expect(reports.map((report) => report.rows.length)).toEqual([1, 1, 0]);
  });
});

describe('a question out of bounds', () => {
  it.each([
    ['to', ask('2026-03-02', '2026-03-01')],
    ['to', ask('2026-03-01', '2026-03-01')],
    ['to', ask('2025-01-01', '2026-12-31')],
    ['from', ask('1999-12-31', '2026-01-01')],
    ['timeZone', ask('2026-03-01', '2026-03-02', { timeZone: 'Mars/Olympus' })],
    ['timeZone', ask('2026-03-01', '2026-03-02', { timeZone: '+07:00' })],
    ['granularity', ask('2026-01-01', '2026-12-31', { granularity: 'FIVE_MINUTES' })],
    ['apiKeyIds', ask('2026-03-01', '2026-03-02', { apiKeyIds: [] })],
    [
      'modelIds',
      ask('2026-03-01', '2026-03-02', { modelIds: Array.from({ length: 501 }, (_, i) => `m/${i}`) }),
    ],
  ])('is refused, naming %s', async (field, question) => {
    const accountId = await insertAccount(database.db);

    await expect(service.report(operatorOf(accountId), question)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field },
    });
  });
});

describe('the rows of a file', () => {
  it('are all there up to the most that a file may have, and none of one more', async () => {
    const accountId = await insertAccount(database.db);
    await settle(Array.from({ length: 3 }, () => call({ accountId, at: '2026-03-01T10:00Z' })));
    const question = {
      ...readUsageQuestion(ask('2026-03-01', '2026-03-02'), 'UTC'),
      modelNumbers: null,
    };
    const pool = createExportPool(database.url);
    const read = async (mostRows: number): Promise<number> => {
      const rows = new UsageRowsRepository([pool], mostRows);
      let count = 0;
      for await (const batch of rows.stream(accountId, question, AbortSignal.timeout(10_000)))
        count += batch.length;
      return count;
    };

    expect(await read(3)).toBe(3);
    await expect(read(2)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('at most 2 rows'),
      details: { field: 'granularity' },
    });
    await pool.end();
  });
});
