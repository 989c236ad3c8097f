import type { UsageGranularity } from './usageQuestion';
import { SIGNED_SUMS, SUMS, SUMS_OF_SUMS, slotOf } from './usageSumsSql';

/** How long a bucket is: what a caller of ours may ask for, and the minute of OpenAI's usage API. */
export type UsageStep = UsageGranularity | 'MINUTE';

/**
 * The first instant of a date in a zone. Where the clock is set back to midnight, midnight comes twice, and PostgreSQL takes
 * the second one.
 */
const dayStart = (date: string, zone: string): string => {
  const midnight = `(${date})::timestamp AT TIME ZONE ${zone}`;
  return `(${midnight} - CASE WHEN ((${midnight} - interval '1 hour') AT TIME ZONE ${zone})::date = ${date}
      THEN interval '1 hour' ELSE interval '0' END)`;
};

/** The date in the question's zone at which the bucket of an instant begins. */
const dateIn = (step: 'day' | 'week' | 'month', at: string): string =>
  `date_trunc('${step}', ${at} AT TIME ZONE $4::text)::date`;

const QUARTER = `interval '15 minutes'`;

interface Step {
  /** The beginning of the bucket of an instant: an instant or, for steps of the calendar, a date of the zone. */
  readonly bucketOf: (at: string) => string;
  readonly type: 'timestamptz' | 'date';
  /** False for what is shorter than a folded day. */
  readonly usesDays: boolean;
}

const binned = (interval: string): Step => ({
  bucketOf: (at) => `date_bin('${interval}', ${at}, timestamptz '2000-01-01 00:00Z')`,
  type: 'timestamptz',
  usesDays: false,
});
const calendar = (step: 'day' | 'week' | 'month'): Step => ({
  bucketOf: (at) => dateIn(step, at),
  type: 'date',
  usesDays: true,
});

const STEPS: Record<UsageStep, Step> = {
  TOTAL: { bucketOf: () => 'NULL::timestamptz', type: 'timestamptz', usesDays: true },
  MINUTE: binned('1 minute'),
  FIVE_MINUTES: binned('5 minutes'),
  HOUR: { bucketOf: (at) => `date_trunc('hour', ${at}, $4::text)`, type: 'timestamptz', usesDays: false },
  DAY: calendar('day'),
  WEEK: calendar('week'),
  MONTH: calendar('month'),
};

/** True where a bucket of `source` is a date of the question's zone. */
export function isCalendarStep(step: UsageStep): boolean {
  return STEPS[step].type === 'date';
}

/** The instant at which a bucket of `source` begins. For after the grouping: there are fewer buckets than rows. */
export function bucketStartSql(step: UsageStep, bucket: string): string {
  return isCalendarStep(step) ? dayStart(bucket, '$4::text') : bucket;
}

/** True for what is finer than the sums: it is read from the ledger alone. */
function isFinerThanSlots(step: UsageStep): boolean {
  return step === 'MINUTE' || step === 'FIVE_MINUTES';
}

/**
 * Where a question's numbers come from, as common table expressions; the last one is `source`: bucket, key, model, sums.
 *
 * Days of the account's zone that lie wholly in the range, are folded and have no late slot come from usage_days. When a day
 * of another zone turns in the middle of such a day, the whole day is counted where most of it belongs, and the shorter side
 * of the turn is moved over by its quarters of an hour: that is exact, and reads a quarter of them on average. What is left
 * comes from quarters of an hour, a walk along their primary key for each stretch; what the range cuts out of a quarter, and
 * everything finer, from the ledger, by account and time. All of it is one snapshot, so a day is never counted in two places.
 * Both edges of a range are exact to the microsecond. The subqueries with OFFSET 0 are carried out for each stretch, with its
 * bounds: joined, they would make PostgreSQL read whole tables.
 */
export function usageSourceSql(step: UsageStep): string {
  const { bucketOf, usesDays } = STEPS[step];
  const slotsEnd = isFinerThanSlots(step) ? 'whole.start' : 'greatest(whole.start, whole.stop)';
  return `
  whole AS (
    SELECT ${slotOf(`$2::timestamptz + interval '14 minutes 59.999999 seconds'`)} AS start,
           ${slotOf('$3::timestamptz')} AS stop
  ),
  fold AS MATERIALIZED (
    SELECT f.time_zone AS zone, first, last
    FROM usage_folds f
    CROSS JOIN LATERAL (
      SELECT ($2::timestamptz AT TIME ZONE f.time_zone)::date AS from_day,
             least(f.folded_to, ($3::timestamptz AT TIME ZONE f.time_zone)::date) AS last
    ) dates
    CROSS JOIN LATERAL (
      SELECT CASE WHEN ${dayStart('from_day', 'f.time_zone')} >= $2::timestamptz THEN from_day ELSE from_day + 1 END AS first
    ) whole_days
    WHERE f.account_id = $1 AND $4::text IS NOT NULL AND ${usesDays} AND first < last
  ),
  days AS MATERIALIZED (
    SELECT day, starts_at, ends_at, first_bucket, last_bucket, turn,
      EXISTS (SELECT FROM usage_late_slots WHERE account_id = $1 AND slot_start >= starts_at AND slot_start < ends_at)
        AS is_late,
      first_bucket IS DISTINCT FROM last_bucket
        AND first_bucket IS DISTINCT FROM ${bucketOf(`(turn - ${QUARTER})`)} AS has_more_buckets
    FROM fold
    CROSS JOIN LATERAL (SELECT first + n AS day FROM generate_series(0, last - first - 1) n) dates
    CROSS JOIN LATERAL (
      SELECT ${dayStart('day', 'zone')} AS starts_at, ${dayStart('(day + 1)', 'zone')} AS ends_at
    ) ends
    CROSS JOIN LATERAL (
      SELECT ${bucketOf('starts_at')} AS first_bucket, ${bucketOf(`(ends_at - ${QUARTER})`)} AS last_bucket
    ) buckets
    CROSS JOIN LATERAL (SELECT ${bucketStartSql(step, 'last_bucket')} AS turn) turns
  ),
  stretches AS MATERIALIZED (
    SELECT whole.start AS starts_at, coalesce((SELECT ${dayStart('first', 'zone')} FROM fold), ${slotsEnd}) AS ends_at
    FROM whole
    UNION ALL SELECT ${dayStart('last', 'zone')}, ${slotsEnd} FROM whole, fold
    UNION ALL SELECT starts_at, ends_at FROM days WHERE is_late OR has_more_buckets
  ),
  cuts AS MATERIALIZED (
    SELECT $2::timestamptz AS starts_at, least(whole.start, $3::timestamptz) AS ends_at FROM whole
    UNION ALL SELECT greatest(${slotsEnd}, $2::timestamptz), $3::timestamptz FROM whole
  ),
  closed AS MATERIALIZED (
    SELECT day, first_bucket, last_bucket, starts_at, ends_at, turn,
      first_bucket IS DISTINCT FROM last_bucket AS is_shared, turn - starts_at > ends_at - turn AS is_mostly_first
    FROM days WHERE NOT is_late AND NOT has_more_buckets
  ),
  sides AS MATERIALIZED (
    SELECT starts_at, turn AS ends_at, first_bucket AS own, last_bucket AS other
    FROM closed WHERE is_shared AND NOT is_mostly_first
    UNION ALL SELECT turn, ends_at, last_bucket, first_bucket FROM closed WHERE is_shared AND is_mostly_first
  ),
  source AS (
    SELECT CASE WHEN is_mostly_first THEN first_bucket ELSE last_bucket END AS bucket, api_key_id, model_number, ${SUMS}
    FROM usage_days d JOIN closed ON closed.day = d.day
    WHERE account_id = $1 AND d.day >= (SELECT first FROM fold) AND d.day < (SELECT last FROM fold)
    UNION ALL
    SELECT CASE WHEN sign > 0 THEN own ELSE other END, api_key_id, model_number, ${SIGNED_SUMS}
    FROM sides CROSS JOIN LATERAL (
      SELECT api_key_id, model_number, ${SUMS_OF_SUMS} FROM usage_slots
      WHERE account_id = $1 AND slot_start >= starts_at AND slot_start < ends_at GROUP BY api_key_id, model_number OFFSET 0
    ) slots CROSS JOIN (VALUES (1), (-1)) signs (sign)
    UNION ALL
    SELECT slots.* FROM stretches CROSS JOIN LATERAL (
      SELECT ${bucketOf('slot_start')}, api_key_id, model_number, ${SUMS}
      FROM usage_slots
      WHERE account_id = $1 AND slot_start >= starts_at AND slot_start < ends_at OFFSET 0
    ) slots
    UNION ALL
    SELECT events.* FROM cuts CROSS JOIN LATERAL (
      SELECT ${bucketOf('admitted_at')}, api_key_id, model_number, requests::bigint, input_tokens, output_tokens,
        cached_input_tokens, reasoning_tokens,
        CASE WHEN source = 'ESTIMATED' THEN input_tokens + output_tokens ELSE 0 END,
        coalesce(cost, 0), (CASE WHEN cost IS NULL THEN requests ELSE 0 END)::bigint
      FROM usage_events
      WHERE account_id = $1 AND admitted_at >= starts_at AND admitted_at < ends_at
        AND day >= (starts_at AT TIME ZONE 'UTC')::date AND day <= (ends_at AT TIME ZONE 'UTC')::date OFFSET 0
    ) events
    WHERE starts_at < ends_at
  )`;
}
