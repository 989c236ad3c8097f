import { INPUT_LIMITS } from '@keymeter/shared';
import { invalidInput } from '../platform/domainError';
import { isTimeZone } from '../platform/timeZone';

export const USAGE_GRANULARITIES = ['TOTAL', 'FIVE_MINUTES', 'HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type UsageGranularity = (typeof USAGE_GRANULARITIES)[number];

export const USAGE_DIMENSIONS = ['MODEL', 'API_KEY'] as const;
export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

/** A question as a caller asks it. */
export interface AskUsage {
  readonly from: Date;
  readonly to: Date;
  readonly timeZone?: string | null | undefined;
  readonly granularity?: UsageGranularity | null | undefined;
  readonly groupBy?: readonly UsageDimension[] | null | undefined;
  readonly apiKeyIds?: readonly string[] | null | undefined;
  readonly modelIds?: readonly string[] | null | undefined;
}

/** A question that can be answered. */
export interface UsageQuestion {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  readonly timeZone: string;
  readonly granularity: UsageGranularity;
  readonly groupBy: readonly UsageDimension[];
  /** Null: every key. */
  readonly apiKeyIds: readonly string[] | null;
  /** Null: every model. */
  readonly modelIds: readonly string[] | null;
}

/** The shortest bucket, in minutes: an hour or a day that the clock cuts short still counts as one. */
const BUCKET_MINUTES: Record<UsageGranularity, number> = {
  TOTAL: Number.POSITIVE_INFINITY,
  FIVE_MINUTES: 5,
  HOUR: 60,
  DAY: 23 * 60,
  WEEK: 7 * 24 * 60,
  MONTH: 28 * 24 * 60,
};
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Checks the bounds of a question and fills in what was left out.
 *
 * @param accountZone the zone of days, weeks and months when the caller names none.
 * @throws DomainError INVALID_INPUT with the field and what is allowed.
 */
export function readUsageQuestion(asked: AskUsage, accountZone: string): UsageQuestion {
  const { from, to } = asked;
  const granularity = asked.granularity ?? 'TOTAL';
  const timeZone = asked.timeZone ?? accountZone;
  if (!isTimeZone(timeZone))
    throw invalidInput('timeZone', 'Use an IANA time zone, such as Asia/Ho_Chi_Minh.');
  checkRange(from, to);
  if ((to.getTime() - from.getTime()) / MINUTE_MS / BUCKET_MINUTES[granularity] > INPUT_LIMITS.usageBuckets) {
    throw invalidInput(
      'granularity',
      `Too many points for this range: at most ${INPUT_LIMITS.usageBuckets}.`,
    );
  }
  return {
    from,
    to,
    timeZone,
    granularity,
    groupBy: [...new Set(asked.groupBy ?? USAGE_DIMENSIONS)],
    apiKeyIds: readIds('apiKeyIds', asked.apiKeyIds),
    modelIds: readIds('modelIds', asked.modelIds),
  };
}

function checkRange(from: Date, to: Date): void {
  for (const [field, date] of [['from', from] as const, ['to', to] as const]) {
    const year = date.getUTCFullYear();
    if (!(year >= 2000 && year <= 9999))
      throw invalidInput(field, 'Choose a date between the years 2000 and 9999.');
  }
  if (from >= to) throw invalidInput('to', 'From must be before To.');
  if (to.getTime() - from.getTime() > (INPUT_LIMITS.usageRangeDays + 1) * DAY_MS) {
    throw invalidInput('to', `Choose at most ${INPUT_LIMITS.usageRangeDays} days.`);
  }
}

/** An empty list is refused: it could be read as nothing or as everything. */
function readIds(field: string, ids: readonly string[] | null | undefined): readonly string[] | null {
  if (ids == null) return null;
  if (ids.length < 1 || ids.length > INPUT_LIMITS.usageFilterIds) {
    throw invalidInput(field, `Name 1 to ${INPUT_LIMITS.usageFilterIds}, or leave it out for all.`);
  }
  return [...new Set(ids)];
}
