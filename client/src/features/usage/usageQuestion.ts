import { INPUT_LIMITS } from '@keymeter/shared';
import type { UsageQueryVariables } from '../../graphql/usage/graphql';
import { isTimeZone } from '../../lib/zonedTime';
import { DEFAULT_RANGE, daysProblem, type Instants, isRangePreset, type UsageRange } from './usageRange';
import { isUsageSort, type UsageSort } from './usageSort';
import { STEPS, type Step } from './usageStep';

export const METRICS = ['tokens', 'requests', 'cost'] as const;
export type Metric = (typeof METRICS)[number];

/** What the bars of the chart are split by. */
export const DIMENSIONS = ['model', 'key'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** All that the page shows follows from this, and it is whole in the address. */
export interface UsageQuestion {
  readonly range: UsageRange;
  /** Null means the account's own zone. */
  readonly zone: string | null;
  /** Null means whatever suits the range. */
  readonly step: Step | null;
  readonly metric: Metric;
  readonly by: Dimension;
  readonly apiKeyIds: readonly string[];
  readonly modelIds: readonly string[];
  /** Series of the chart that are switched off. */
  readonly hidden: readonly string[];
  readonly sort: UsageSort;
}

const DEFAULT_SORT: UsageSort = '-total';

interface ReadQuestion {
  readonly question: UsageQuestion;
  /** False when a part of the address made no sense and was left out. */
  readonly isUnderstood: boolean;
}

export function readUsageQuestion(params: URLSearchParams): ReadQuestion {
  // An end without a beginning is no range.
  let isUnderstood = !params.has('to') || params.has('from');
  function read<T>(name: string, parse: (text: string) => T | null, otherwise: T): T {
    const text = params.get(name);
    if (text === null) return otherwise;
    const value = parse(text);
    if (value === null) isUnderstood = false;
    return value ?? otherwise;
  }
  const oneOf =
    <T extends string>(options: readonly T[]) =>
    (text: string) =>
      options.find((option) => option === text) ?? null;

  const preset = read<UsageRange>('range', parsePreset, DEFAULT_RANGE);
  const question: UsageQuestion = {
    range: read('from', (from) => parseDays(from, params.get('to') ?? ''), preset),
    zone: read<string | null>('tz', (text) => (isTimeZone(text) ? text : null), null),
    step: read<Step | null>('step', (text) => oneOf(STEPS)(text.toUpperCase()), null),
    metric: read('metric', oneOf(METRICS), 'tokens'),
    by: read('by', oneOf(DIMENSIONS), 'model'),
    apiKeyIds: read('keys', parseIds, []),
    modelIds: read('models', parseIds, []),
    hidden: read('hide', parseIds, []),
    sort: read('sort', (text) => (isUsageSort(text) ? text : null), DEFAULT_SORT),
  };
  return { question, isUnderstood };
}

/** Writes what differs from the default, so that plain views have plain addresses. */
export function writeUsageQuestion(question: UsageQuestion): URLSearchParams {
  const params = new URLSearchParams();
  const { range, zone, step, metric, by, apiKeyIds, modelIds, hidden, sort } = question;
  if (range.kind === 'days') {
    params.set('from', range.from);
    params.set('to', range.to);
  } else if (DEFAULT_RANGE.kind === 'preset' && range.preset !== DEFAULT_RANGE.preset) {
    params.set('range', range.preset);
  }
  if (zone !== null) params.set('tz', zone);
  if (step !== null) params.set('step', step.toLowerCase());
  if (metric !== 'tokens') params.set('metric', metric);
  if (by !== 'model') params.set('by', by);
  if (apiKeyIds.length > 0) params.set('keys', apiKeyIds.join(','));
  if (modelIds.length > 0) params.set('models', modelIds.join(','));
  if (hidden.length > 0) params.set('hide', hidden.join(','));
  if (sort !== DEFAULT_SORT) params.set('sort', sort);
  return params;
}

export function isFiltered({ apiKeyIds, modelIds }: UsageQuestion): boolean {
  return apiKeyIds.length > 0 || modelIds.length > 0;
}

interface UsageFrame extends Instants {
  readonly zone: string;
  readonly step: Step;
}

export function usageVariables(
  { apiKeyIds, modelIds, by }: UsageQuestion,
  frame: UsageFrame,
): UsageQueryVariables {
  const scope = {
    from: frame.from.toISOString(),
    to: frame.to.toISOString(),
    timeZone: frame.zone,
    ...(apiKeyIds.length > 0 ? { apiKeyIds: [...apiKeyIds] } : {}),
    ...(modelIds.length > 0 ? { modelIds: [...modelIds] } : {}),
  };
  return {
    table: { ...scope, granularity: 'TOTAL', groupBy: ['MODEL', 'API_KEY'] },
    byModel: { ...scope, granularity: 'TOTAL', groupBy: ['MODEL'] },
    chart: { ...scope, granularity: frame.step, groupBy: [by === 'model' ? 'MODEL' : 'API_KEY'] },
  };
}

function parsePreset(text: string): UsageRange | null {
  return isRangePreset(text) ? { kind: 'preset', preset: text } : null;
}

function parseDays(from: string, to: string): UsageRange | null {
  return daysProblem(from, to) === null ? { kind: 'days', from, to } : null;
}

function parseIds(text: string): readonly string[] | null {
  const ids = [...new Set(text.split(',').filter((id) => id !== ''))];
  return ids.length > 0 && ids.length <= INPUT_LIMITS.usageFilterIds ? ids : null;
}
