import type { DataSource } from 'typeorm';
import { UsageRepository } from '../../../usage/usage.repository';
import type { NumberedUsageQuestion } from '../../../usage/usageSql';
import { startBenchDatabase } from '../benchDatabase';
import type { BenchOptions } from '../benchOptions';
import { type Ask, askTable, type BenchReport } from '../benchReport';
import { median, short } from '../statistics';
import { timed } from '../timed';
import { compareGraphQL } from './graphqlOverhead';
import { growSlots, seedSlots } from './growth';
import { rawSumsSql } from './rawSumsSql';
import { type SeededUsage, seedUsage } from './seedUsage';
import { atMost, type Figure, figuresTable, rawAsks, sizesTable } from './usageTables';

const OWN_ZONE = 'Asia/Ho_Chi_Minh';
/** The one that lies farthest away, and the one whose midnight lies farthest from every part of the account's days. */
const OTHER_ZONES = [
  { apart: 'twelve hours away', timeZone: 'America/Bogota' },
  { apart: 'nine hours away, between two parts of a day', timeZone: 'Atlantic/South_Georgia' },
] as const;

interface Question {
  readonly name: string;
  readonly accountId: string;
  readonly question: NumberedUsageQuestion;
}

/** Questions about usage, against the same on raw events, and by GraphQL against their SQL alone. */
export async function benchUsage(options: BenchOptions): Promise<BenchReport & { version: string }> {
  const { events, isQuick, tell } = options;
  const database = await startBenchDatabase();
  try {
    const seeded = await seedUsage(database.db, events, tell);
    const times = isQuick ? 1 : 5;
    const figures: Figure[] = [];
    for (const question of questionsOf(seeded)) {
      const figure = await compareWithRaw(database.db, question, times);
      tell(
        `${question.name}: ${short(figure.sumsMs)} ms, ${short(figure.ratio)} times as quick as raw events`,
      );
      figures.push(figure);
    }
    const zones: Ask[] = [];
    for (const { apart, timeZone } of OTHER_ZONES) {
      const ratio = await compareZones(database.db, seeded, { timeZone, times: times * 2 });
      zones.push(atMost(`a question in a zone ${apart} against the account’s own`, 5, ratio));
    }
    const growth = await measureGrowth(database.db, seeded, { times: times * 4, days: isQuick ? 2 : 60 });
    tell('Asking by GraphQL.');
    const graphql = await compareGraphQL(
      database,
      { accountId: seeded.large, question: question(30, {}) },
      isQuick ? 3 : 40,
    );
    return {
      name: 'usage',
      title: 'Questions about usage',
      version: database.version,
      tables: [
        askTable([...rawAsks(figures), ...zones, growth, ...graphql]),
        figuresTable(figures, seeded.events),
        await sizesTable(database.db),
      ],
    };
  } finally {
    await database.stop();
  }
}

/** The last so many whole days of the account's own zone. */
function question(days: number, shape: Partial<NumberedUsageQuestion>): NumberedUsageQuestion {
  const midnight = new Date();
  // 17:00 UTC is midnight in the accounts' zone.
  midnight.setUTCHours(17, 0, 0, 0);
  const to = new Date(midnight.getTime() - 86_400_000);
  return {
    from: new Date(to.getTime() - days * 86_400_000),
    to,
    timeZone: OWN_ZONE,
    granularity: 'TOTAL',
    groupBy: ['MODEL', 'API_KEY'],
    apiKeyIds: null,
    modelNumbers: null,
    ...shape,
  };
}

function questionsOf({ large, small, largeKeyIds }: SeededUsage): Question[] {
  const byDay = { granularity: 'DAY' } as const;
  return [
    {
      name: 'large account, 30 days, day × model',
      accountId: large,
      question: question(30, { ...byDay, groupBy: ['MODEL'] }),
    },
    { name: 'large account, 30 days, day × model × key', accountId: large, question: question(30, byDay) },
    { name: 'large account, 30 days, model × key', accountId: large, question: question(30, {}) },
    {
      name: 'large account, one key, 2 days, hour × model',
      accountId: large,
      question: question(2, { granularity: 'HOUR', groupBy: ['MODEL'], apiKeyIds: largeKeyIds.slice(0, 1) }),
    },
    { name: 'small account, 30 days, day × model × key', accountId: small, question: question(30, byDay) },
  ];
}

async function compareWithRaw(
  db: DataSource,
  { name, accountId, question: asked }: Question,
  times: number,
): Promise<Figure> {
  const usage = new UsageRepository(db.manager);
  const sums: number[] = [];
  const raws: number[] = [];
  let answer = await usage.answer(accountId, asked, 100_000);
  let raw: { requests: string; tokens: string }[] = [];
  for (let i = 0; i < times; i += 1) {
    sums.push(
      await timed(async () => {
        answer = await usage.answer(accountId, asked, 100_000);
      }),
    );
    raws.push(
      await timed(async () => {
        raw = await db.query(rawSumsSql(asked), [
          accountId,
          asked.from,
          asked.to,
          asked.timeZone,
          asked.apiKeyIds,
        ]);
      }),
    );
  }
  const requests = raw.reduce((sum, row) => sum + Number(row.requests), 0);
  const tokens = raw.reduce((sum, row) => sum + Number(row.tokens), 0);
  return {
    name,
    rows: answer.rows.length,
    sumsMs: median(sums),
    rawMs: median(raws),
    ratio: median(raws.map((ms, i) => ms / (sums[i] ?? Number.NaN))),
    isEqual:
      requests === answer.total.requests &&
      tokens === answer.total.totalTokens &&
      raw.length === answer.rows.length,
  };
}

async function compareZones(
  db: DataSource,
  { large }: SeededUsage,
  { timeZone: other, times }: { readonly timeZone: string; readonly times: number },
): Promise<number> {
  const usage = new UsageRepository(db.manager);
  const ask = (timeZone: string): Promise<number> =>
    timed(() => usage.answer(large, question(30, { timeZone, granularity: 'DAY', groupBy: ['MODEL'] })));
  const ratios: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const own = await ask(OWN_ZONE);
    ratios.push((await ask(other)) / own);
  }
  return median(ratios);
}

async function measureGrowth(
  db: DataSource,
  seeded: SeededUsage,
  { times, days }: { readonly times: number; readonly days: number },
): Promise<Ask> {
  const accountId = await seedSlots(db, seeded, days);
  const usage = new UsageRepository(db.manager);
  const ask = (): Promise<number> =>
    timed(() =>
      usage.answer(accountId, question(30, { timeZone: 'UTC', granularity: 'DAY', groupBy: ['MODEL'] })),
    );
  const many = async (): Promise<number> => {
    const all: number[] = [];
    for (let i = 0; i < times; i += 1) all.push(await ask());
    return median(all);
  };
  const before = await many();
  await growSlots(db, accountId, { ...seeded, days });
  return atMost('a question after ten times the events in the same slots', 1.2, (await many()) / before);
}
