import { startOfDay } from '../../lib/zonedTime';
import { barTotals, type ChartRow, chartOf, OTHER, UNKNOWN } from './usageSeries';

interface RowFacts {
  readonly at: string | null;
  readonly model?: string | null;
  readonly key?: string | null;
  readonly tokens?: number;
  readonly cost?: string | null;
}

function row({ at, model = 'm-1', key = 'k-1', tokens = 0, cost = null }: RowFacts): ChartRow {
  return {
    bucketStart: at,
    model: model === null ? null : { id: model, name: `name of ${model}`, provider: `maker of ${model}` },
    apiKey:
      key === null ? null : { id: key, name: `name of ${key}`, maskedKey: 'aim_sk_…x4Qp', status: 'ACTIVE' },
    usage: { totalTokens: tokens, requests: 1, cost },
  };
}

const ZONE = 'Europe/Berlin';

/** Three days in Berlin, the middle one with a clock change. */
const DAYS = {
  by: 'model',
  metric: 'tokens',
  step: 'DAY',
  zone: ZONE,
  from: startOfDay(ZONE, '2026-03-28'),
  to: startOfDay(ZONE, '2026-03-31'),
} as const;

const FIRST = '2026-03-27T23:00:00Z';
const SECOND = '2026-03-28T23:00:00Z';
const THIRD = '2026-03-29T22:00:00Z';

it('draws a true zero where nothing was used', () => {
  const { series } = chartOf({ ...DAYS, rows: [row({ at: SECOND, tokens: 7 })] });

  expect(series).toEqual([
    { id: 'm-1', parts: [{ dimension: 'model', id: 'm-1', name: 'name of m-1' }], values: [0, 7, 0] },
  ]);
});

it('has all bars of the range when nothing was used at all', () => {
  const chart = chartOf({ ...DAYS, rows: [] });

  expect(chart.bars).toHaveLength(3);
  expect(chart.series).toEqual([]);
  expect(barTotals(chart)).toEqual([0, 0, 0]);
});

it('puts each day in its own bar on both sides of a clock change', () => {
  const rows = [FIRST, SECOND, THIRD].map((at, place) => row({ at, tokens: place + 1 }));

  const chart = chartOf({ ...DAYS, rows });

  expect(barTotals(chart)).toEqual([1, 2, 3]);
});

it('keeps both hours that the clock shows twice apart', () => {
  const zone = 'America/New_York';
  const chart = chartOf({
    ...DAYS,
    step: 'HOUR',
    zone,
    from: startOfDay(zone, '2026-11-01'),
    to: startOfDay(zone, '2026-11-02'),
    rows: [row({ at: '2026-11-01T05:00:00Z', tokens: 1 }), row({ at: '2026-11-01T06:00:00Z', tokens: 2 })],
  });

  expect(chart.bars).toHaveLength(25);
  expect(barTotals(chart).slice(0, 4)).toEqual([0, 1, 2, 0]);
});

it('loses nothing that the server sent, even outside of the bars it foresaw', () => {
  const rows = [row({ at: THIRD, tokens: 3 }), row({ at: '2026-04-04T22:00:00Z', tokens: 4 })];

  const chart = chartOf({ ...DAYS, rows });

  expect(chart.bars.at(-1)).toEqual(new Date('2026-04-04T22:00:00Z'));
  expect(barTotals(chart)).toEqual([0, 0, 3, 4]);
});

it('gathers by key when asked to, and knows rows whose key is gone', () => {
  const rows = [
    row({ at: FIRST, key: 'k-1', tokens: 1 }),
    row({ at: FIRST, key: null, tokens: 5 }),
    row({ at: SECOND, key: 'k-1', tokens: 2 }),
  ];

  const { series } = chartOf({ ...DAYS, by: 'key', rows });

  expect(series).toEqual([
    { id: UNKNOWN, parts: [{ dimension: 'key', id: UNKNOWN, name: null }], values: [5, 0, 0] },
    { id: 'k-1', parts: [{ dimension: 'key', id: 'k-1', name: 'name of k-1' }], values: [1, 2, 0] },
  ]);
});

it('gathers the models of one provider, and splits them again when asked to', () => {
  const rows = [
    row({ at: FIRST, model: 'm-1', tokens: 1 }),
    row({ at: FIRST, model: 'm-2', tokens: 2 }),
    row({ at: SECOND, model: 'm-1', tokens: 4 }),
  ].map((entry) => ({ ...entry, model: entry.model && { ...entry.model, provider: 'acme' } }));

  const whole = chartOf({ ...DAYS, by: 'provider', rows });
  const split = chartOf({ ...DAYS, by: 'provider', thenBy: 'model', rows });

  expect(whole.series.map(({ id, values }) => [id, values])).toEqual([['acme', [3, 4, 0]]]);
  expect(split.series.map(({ id, values }) => [id, values])).toEqual([
    ['acme m-1', [1, 4, 0]],
    ['acme m-2', [2, 0, 0]],
  ]);
});

it.each([
  ['tokens', 12],
  ['requests', 2],
  ['cost', 0.75],
] as const)('draws the measure that was asked for: %s', (metric, sum) => {
  const rows = [
    row({ at: FIRST, tokens: 10, cost: '0.75' }),
    row({ at: FIRST, model: 'm-2', tokens: 2, cost: null }),
  ];

  expect(barTotals(chartOf({ ...DAYS, metric, rows }))[0]).toBe(sum);
});

describe('many series', () => {
  const models = (count: number) =>
    Array.from({ length: count }, (_, place) =>
      row({ at: SECOND, model: `m-${place}`, tokens: 100 - place }),
    );

  it('show the eight largest and fold the rest into Other, which comes last', () => {
    const chart = chartOf({ ...DAYS, rows: models(12) });

    expect(chart.series.map(({ id }) => id)).toEqual([
      'm-0',
      'm-1',
      'm-2',
      'm-3',
      'm-4',
      'm-5',
      'm-6',
      'm-7',
      OTHER,
    ]);
    expect(chart.otherCount).toBe(4);
    expect(chart.series.at(-1)?.values).toEqual([0, 92 + 91 + 90 + 89, 0]);
  });

  it('do not hide a single one behind Other', () => {
    const chart = chartOf({ ...DAYS, rows: models(9) });

    expect(chart.otherCount).toBe(0);
    expect(chart.series).toHaveLength(9);
    expect(chart.series.map(({ id }) => id)).not.toContain(OTHER);
  });

  it.each([1, 9, 10, 40])('add up to the same sum, however many they are: %i', (count) => {
    const rows = models(count);

    const [, second] = barTotals(chartOf({ ...DAYS, rows }));

    expect(second).toBe(rows.reduce((sum, { usage }) => sum + usage.totalTokens, 0));
  });

  it('of one size stand in the same order each time', () => {
    const rows = ['m-b', 'm-a', 'm-c'].map((model) => row({ at: FIRST, model, tokens: 1 }));

    const { series } = chartOf({ ...DAYS, rows });

    expect(series.map(({ id }) => id)).toEqual(['m-a', 'm-b', 'm-c']);
  });
});
