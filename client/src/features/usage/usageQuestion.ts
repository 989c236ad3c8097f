import { DEFAULT_RANGE, type UsageRange } from './usageRange';
import type { UsageSort } from './usageSort';
import type { Step } from './usageStep';

export const METRICS = ['tokens', 'requests', 'cost'] as const;
export type Metric = (typeof METRICS)[number];

/** What the chart is split by. */
export const DIMENSIONS = ['model', 'key', 'provider'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const CHART_KINDS = ['bar', 'line'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** What the lines of the table are, the outer ones first. */
export const TABLE_LAYOUTS = ['model-key', 'key-model', 'flat', 'day'] as const;
export type TableLayout = (typeof TABLE_LAYOUTS)[number];

/** All that the page shows follows from this, and it is whole in the address. */
export interface UsageQuestion {
  readonly range: UsageRange;
  /** Ranges that one came through by zooming in, the widest first. */
  readonly trail: readonly UsageRange[];
  /** Null means the account's own zone. */
  readonly zone: string | null;
  /** Null means whatever suits the range. */
  readonly step: Step | null;
  readonly metric: Metric;
  readonly by: Dimension;
  /** The second split of the chart; null for none. */
  readonly thenBy: Dimension | null;
  readonly chart: ChartKind;
  readonly isCompared: boolean;
  readonly apiKeyIds: readonly string[];
  readonly modelIds: readonly string[];
  readonly providers: readonly string[];
  /** Series of the chart that are switched off. */
  readonly hidden: readonly string[];
  readonly layout: TableLayout;
  /** Null means the order that suits the layout. */
  readonly sort: UsageSort | null;
  readonly isLive: boolean;
}

export const PLAIN_QUESTION: UsageQuestion = {
  range: DEFAULT_RANGE,
  trail: [],
  zone: null,
  step: null,
  metric: 'tokens',
  by: 'model',
  thenBy: null,
  chart: 'bar',
  isCompared: false,
  apiKeyIds: [],
  modelIds: [],
  providers: [],
  hidden: [],
  layout: 'model-key',
  sort: null,
  isLive: false,
};

export const NO_FILTERS = { apiKeyIds: [], modelIds: [], providers: [] } as const;

export function isFiltered(question: Pick<UsageQuestion, keyof typeof NO_FILTERS>): boolean {
  return filterCount(question) > 0;
}

/** How many filters narrow the page. */
export function filterCount({
  apiKeyIds,
  modelIds,
  providers,
}: Pick<UsageQuestion, keyof typeof NO_FILTERS>): number {
  return apiKeyIds.length + modelIds.length + providers.length;
}
