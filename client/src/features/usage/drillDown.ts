import { typedRangeOf } from './rangeSteps';
import type { Dimension, UsageQuestion } from './usageQuestion';
import type { Instants } from './usageRange';
import { type SeriesPart, UNKNOWN } from './usageSeries';

const FILTERS = {
  model: 'modelIds',
  key: 'apiKeyIds',
  provider: 'providers',
} as const satisfies Record<Dimension, keyof UsageQuestion>;

/** One level deeper: the time of one bar, and of it only what was hit. The way back stays in the trail. */
export function zoomedInto(
  question: UsageQuestion,
  bar: Instants,
  { zone, parts }: { readonly zone: string; readonly parts: readonly SeriesPart[] },
): Partial<UsageQuestion> {
  return {
    range: typedRangeOf(bar, zone),
    trail: [...question.trail, question.range].slice(-6),
    step: null,
    isLive: false,
    ...narrowedTo(parts),
  };
}

/** Only these; what is no longer known cannot be filtered by. */
export function narrowedTo(
  parts: readonly Pick<SeriesPart, 'dimension' | 'id'>[],
): Partial<Pick<UsageQuestion, 'apiKeyIds' | 'modelIds' | 'providers'>> {
  return Object.fromEntries(
    parts.filter(({ id }) => id !== UNKNOWN).map(({ dimension, id }) => [FILTERS[dimension], [id]]),
  );
}
