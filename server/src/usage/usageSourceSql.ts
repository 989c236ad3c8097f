import { nearestEdgeSql, WHOLE_DAY } from './dayPartsSql';
import { dayStartSql } from './dayStartSql';
import { isFinerThanSlots, ledgerDays } from './ledgerDays';
import type { UsageStep } from './usageStep';
import { SIGNED_SUMS, SUMS, SUMS_OF_LEDGER, SUMS_OF_SUMS, slotOf } from './usageSumsSql';
import { utcDayOf } from './utcDays';

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
  return isCalendarStep(step) ? dayStartSql(bucket, '$4::text') : bucket;
}

/** What is read, and how finely. */
export interface UsageSource {
  readonly step: UsageStep;
  readonly from: Date;
  readonly to: Date;
  /** `api_key_id` or, where keys do not matter, a null of its type; the same for models. */
  readonly keySql: string;
  readonly modelSql: string;
  /** Which rows of ledger and sums count, by their columns `api_key_id` and `model_number`. */
  readonly whereSql: string;
}

/**
 * Where a question's numbers come from, as common table expressions; the last one is `source`: bucket, key, model, sums.
 *
 * Days of the account's zone that lie wholly in the range, are folded and have no late slot come from usage_days. When a day
 * of another zone turns in the middle of such a day, the whole day is counted on one side of the turn. Of the other side that
 * part of the day is moved over which ends nearest to the turn (usage_day_parts), and what lies between the two, three hours or
 * little more, by its quarters: that is exact. A day in which there are more turns, and all that is left, comes from quarters of
 * an hour, a walk along their primary key for each stretch; what the range cuts out of a quarter, and everything finer, from the
 * ledger, by account and time. All of it is one snapshot, so a day is never counted in two places.
 * Both edges of a range are exact to the microsecond. Each part adds up what it reads before they are put together, so that
 * thousands of rows are neither carried further nor sorted; the subqueries are carried out for each stretch, with its bounds.
 */
export function usageSourceSql(source: UsageSource): string {
  const { step, from, to, keySql, modelSql, whereSql } = source;
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
      SELECT CASE WHEN ${dayStartSql('from_day', 'f.time_zone')} >= $2::timestamptz THEN from_day ELSE from_day + 1 END AS first
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
    CROSS JOIN LATERAL (SELECT first + n AS day FROM generate_series(0, ${mostDays(from, to)}) n WHERE n < last - first) dates
    CROSS JOIN LATERAL (
      SELECT ${dayStartSql('day', 'zone')} AS starts_at, ${dayStartSql('(day + 1)', 'zone')} AS ends_at
    ) ends
    CROSS JOIN LATERAL (
      SELECT ${bucketOf('starts_at')} AS first_bucket, ${bucketOf(`(ends_at - ${QUARTER})`)} AS last_bucket
    ) buckets
    CROSS JOIN LATERAL (SELECT ${bucketStartSql(step, 'last_bucket')} AS turn) turns
  ),
  stretches AS MATERIALIZED (
    SELECT whole.start AS starts_at, coalesce((SELECT ${dayStartSql('first', 'zone')} FROM fold), ${slotsEnd}) AS ends_at
    FROM whole
    UNION ALL SELECT ${dayStartSql('last', 'zone')}, ${slotsEnd} FROM whole, fold
    UNION ALL SELECT starts_at, ends_at FROM days WHERE is_late OR has_more_buckets
  ),
  closed AS MATERIALIZED (
    SELECT day, first_bucket, last_bucket, turn, hours, edge
    FROM days LEFT JOIN LATERAL (${nearestEdgeSql('turn', 'starts_at', 'ends_at')}) nearest
      ON first_bucket IS DISTINCT FROM last_bucket AND turn > starts_at
    WHERE NOT is_late AND NOT has_more_buckets
  ),
  source AS (
    SELECT CASE WHEN hours = ${WHOLE_DAY} THEN first_bucket ELSE last_bucket END AS bucket, ${keySql} AS key,
      ${modelSql} AS model, ${isAsFineAsDays(source) ? SUMS : SUMS_OF_SUMS}
    FROM usage_days d JOIN closed ON closed.day = d.day
    WHERE account_id = $1 AND d.day BETWEEN ${anyZoneDays(from, to)} AND ${whereSql}
    ${isAsFineAsDays(source) ? '' : 'GROUP BY 1, 2, 3'}
    UNION ALL
    SELECT CASE WHEN (sign > 0) = (edge < turn) THEN first_bucket ELSE last_bucket END, key, model, ${SIGNED_SUMS}
    FROM closed CROSS JOIN LATERAL (
      SELECT ${keySql} AS key, ${modelSql} AS model, ${SUMS_OF_SUMS} FROM usage_slots
      WHERE account_id = $1 AND slot_start >= least(edge, turn) AND slot_start < greatest(edge, turn) AND ${whereSql}
      GROUP BY 1, 2
    ) slots CROSS JOIN (VALUES (1), (-1)) signs (sign)
    WHERE edge <> turn
    UNION ALL
    SELECT CASE WHEN sign > 0 THEN first_bucket ELSE last_bucket END, key, model, ${SIGNED_SUMS}
    FROM closed CROSS JOIN LATERAL (
      SELECT ${keySql} AS key, ${modelSql} AS model, ${SUMS_OF_SUMS} FROM usage_day_parts p
      WHERE account_id = $1 AND p.day = closed.day AND p.hours = closed.hours AND ${whereSql} GROUP BY 1, 2
    ) parts CROSS JOIN (VALUES (1), (-1)) signs (sign)
    UNION ALL
    SELECT slots.* FROM stretches CROSS JOIN LATERAL (
      SELECT ${bucketOf('slot_start')}, ${keySql}, ${modelSql}, ${SUMS_OF_SUMS}
      FROM usage_slots
      WHERE account_id = $1 AND slot_start >= starts_at AND slot_start < ends_at AND ${whereSql} GROUP BY 1, 2, 3
    ) slots${cutsSql(source, slotsEnd)}
  )`;
}

/** True where adding days up would leave about as many rows as there were. */
function isAsFineAsDays({ step, keySql, modelSql }: UsageSource): boolean {
  return step === 'DAY' && keySql === 'api_key_id' && modelSql === 'model_number';
}

/** The edges of a range that are cut out of a quarter, and all of it when buckets are finer; nothing when there are none. */
function cutsSql({ step, from, to, keySql, modelSql, whereSql }: UsageSource, slotsEnd: string): string {
  const days = ledgerDays({ granularity: step, from, to });
  if (days.length === 0) return '';
  return `
    UNION ALL
    SELECT events.* FROM (
      SELECT $2::timestamptz AS starts_at, least(whole.start, $3::timestamptz) AS ends_at FROM whole
      UNION ALL SELECT greatest(${slotsEnd}, $2::timestamptz), $3::timestamptz FROM whole
    ) cuts CROSS JOIN LATERAL (
      SELECT ${STEPS[step].bucketOf('admitted_at')}, ${keySql}, ${modelSql}, ${SUMS_OF_LEDGER}
      FROM usage_events
      WHERE account_id = $1 AND admitted_at >= starts_at AND admitted_at < ends_at
        AND day IN (${days.map((day) => `date '${day}'`).join(', ')}) AND ${whereSql} GROUP BY 1, 2, 3
    ) events
    WHERE starts_at < ends_at`;
}

const DAY_MS = 86_400_000;

/**
 * The first and the last date that any instant of the range has in any zone. Written out, they tell PostgreSQL how much is about
 * to be read; which days count is for `closed` to say.
 */
function anyZoneDays(from: Date, to: Date): string {
  return `date '${utcDayOf(from)}' - 1 AND date '${utcDayOf(to)}' + 1`;
}

/** So many dates can lie in a range, a shorter day or two and one that a zone left out included. */
function mostDays(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / DAY_MS) + 2;
}
