import type { UsageQuery } from '../../graphql/usage/graphql';
import type { Dimension, Metric } from './usageQuestion';
import { barKey, barStarts, type Step } from './usageStep';

export type ChartRow = UsageQuery['chart']['rows'][number];

/** The id of the series that stands for all that are too small to have their own. */
export const OTHER = 'other';
/** Rows whose model or key is no longer known. */
export const UNKNOWN = 'unknown';

/** As many colours as can be told apart. */
const MOST_SERIES = 8;

/** One member of what the chart is split by. */
export interface SeriesPart {
  readonly dimension: Dimension;
  readonly id: string;
  /** Null for what is no longer known. */
  readonly name: string | null;
}

export interface Series {
  /** The ids of its parts; stays the same whatever else is shown. */
  readonly id: string;
  /** Empty for OTHER. */
  readonly parts: readonly SeriesPart[];
  /** One value for each bar. */
  readonly values: readonly number[];
}

export interface Chart {
  readonly bars: readonly Date[];
  /** Largest first, OTHER last. */
  readonly series: readonly Series[];
  /** How many groups OTHER stands for. */
  readonly otherCount: number;
}

interface ChartQuestion {
  readonly rows: readonly ChartRow[];
  readonly by: Dimension;
  readonly thenBy?: Dimension | null;
  readonly metric: Metric;
  readonly step: Step;
  readonly zone: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Rows as series of bars. Bars that nothing fell into are a true zero. What the server sent is kept to the last
 * row: a bar that our own calendar does not foresee gets its place in time.
 */
export function chartOf(question: ChartQuestion): Chart {
  const { rows, by, thenBy = null, metric } = question;
  const bars = allBars(question);
  const places = new Map(bars.map((bar, place) => [barKey(question.step, bar, question.zone), place]));
  const groups = new Map<string, { parts: readonly SeriesPart[]; values: number[]; total: number }>();
  for (const row of rows) {
    const place =
      row.bucketStart && places.get(barKey(question.step, new Date(row.bucketStart), question.zone));
    if (typeof place !== 'number') continue;
    const parts = [by, ...(thenBy === null ? [] : [thenBy])].map((dimension) => partOf(row, dimension));
    const id = parts.map((part) => part.id).join(' ');
    const group = groups.get(id) ?? { parts, values: bars.map(() => 0), total: 0 };
    const value = metricValue(metric, row.usage);
    group.values[place] = (group.values[place] ?? 0) + value;
    group.total += value;
    groups.set(id, group);
  }
  const ranked = [...groups]
    .sort(([oneId, one], [otherId, other]) => other.total - one.total || oneId.localeCompare(otherId))
    .map(([id, { parts, values }]) => ({ id, parts, values }));
  return { bars, ...foldTail(ranked, bars.length) };
}

export function barTotals({ bars, series }: Chart): readonly number[] {
  return bars.map((_bar, place) => series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0));
}

function partOf({ model, apiKey }: ChartRow, dimension: Dimension): SeriesPart {
  switch (dimension) {
    case 'model':
      return { dimension, id: model?.id ?? UNKNOWN, name: model?.name ?? null };
    case 'key':
      return { dimension, id: apiKey?.id ?? UNKNOWN, name: apiKey?.name ?? null };
    case 'provider':
      return { dimension, id: model?.provider ?? UNKNOWN, name: model?.provider ?? null };
  }
}

function allBars({ rows, step, zone, from, to }: ChartQuestion): readonly Date[] {
  const byKey = new Map(barStarts(step, { from, to }, zone).map((bar) => [barKey(step, bar, zone), bar]));
  for (const { bucketStart } of rows) {
    if (bucketStart === null) continue;
    const start = new Date(bucketStart);
    const key = barKey(step, start, zone);
    if (!byKey.has(key)) byKey.set(key, start);
  }
  return [...byKey.values()].sort((one, other) => one.getTime() - other.getTime());
}

function foldTail(ranked: readonly Series[], barCount: number): Pick<Chart, 'series' | 'otherCount'> {
  // One left over gets its own series: "Other (1)" would only hide its name.
  if (ranked.length <= MOST_SERIES + 1) return { series: ranked, otherCount: 0 };
  const tail = ranked.slice(MOST_SERIES);
  const values = Array.from({ length: barCount }, (_, place) =>
    tail.reduce((sum, { values: own }) => sum + (own[place] ?? 0), 0),
  );
  return {
    series: [...ranked.slice(0, MOST_SERIES), { id: OTHER, parts: [], values }],
    otherCount: tail.length,
  };
}

export function metricValue(metric: Metric, usage: ChartRow['usage']): number {
  switch (metric) {
    case 'tokens':
      return usage.totalTokens;
    case 'requests':
      return usage.requests;
    case 'cost':
      return usage.cost === null ? 0 : Number(usage.cost);
  }
}
