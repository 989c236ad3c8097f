import type { UsageDimension, UsageGranularity, UsageQuestion } from './usageQuestion';

/** How long a bucket is: what a caller of ours may ask for, and the minute of OpenAI's usage API. */
export type UsageStep = UsageGranularity | 'MINUTE';

/** A question whose models are the catalogue's numbers. */
export type NumberedUsageQuestion = Omit<UsageQuestion, 'modelIds' | 'granularity'> & {
  readonly granularity: UsageStep;
  readonly modelNumbers: readonly number[] | null;
};

const GROUP_SQL: Record<UsageDimension, string> = { API_KEY: 'api_key_id', MODEL: 'model_number' };
const SUBJECT_SQL: Record<UsageDimension, string> = {
  API_KEY: 'api_key_id::text',
  MODEL: 'model_number::text',
};
const BUCKET_SQL: Record<UsageStep, string> = {
  TOTAL: 'NULL::timestamptz',
  MINUTE: `date_bin('1 minute', at, timestamptz '2000-01-01 00:00Z')`,
  FIVE_MINUTES: `date_bin('5 minutes', at, timestamptz '2000-01-01 00:00Z')`,
  HOUR: `date_trunc('hour', at, $4::text)`,
  DAY: `date_trunc('day', at, $4::text)`,
  WEEK: `date_trunc('week', at, $4::text)`,
  MONTH: `date_trunc('month', at, $4::text)`,
};

/** Of what each row holds the sum: `sum(requests) AS requests` and so on, and the cost where it is known. */
export const SUMS_SQL = `
      sum(requests) AS requests, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
      sum(cached_input_tokens) AS cached_input_tokens, sum(reasoning_tokens) AS reasoning_tokens,
      sum(estimated_tokens) AS estimated_tokens,
      CASE WHEN sum(unpriced_requests) = 0 THEN sum(cost) END AS cost`;

/**
 * The common table expressions of every question; the last of them is `cut`: subject, bucket, key, model and what was used.
 *
 * Whole slots come from the sums, walking their primary key; what a range cuts out of a slot comes from the ledger, by
 * account and time, and so does everything finer than a slot. Both edges of a range are exact to the microsecond. The zone
 * is named even where no bucket needs it, so that every form of the statement has the same parameters: see
 * `usageParameters`. No text of a caller gets into the SQL.
 */
export function cutUsageSql(
  { granularity, groupBy }: NumberedUsageQuestion,
  subject: UsageDimension | null,
): string {
  const group = (dimension: UsageDimension, type: string): string =>
    groupBy.includes(dimension) ? GROUP_SQL[dimension] : `NULL::${type}`;
  const subjectSql = subject ? SUBJECT_SQL[subject] : 'NULL::text';
  const isFiner = granularity === 'FIVE_MINUTES' || granularity === 'MINUTE';
  const slotsEnd = isFiner ? 'whole.start' : 'greatest(whole.start, whole.stop)';
  return `
  whole AS (
    SELECT date_bin('15 minutes', $2::timestamptz + interval '14 minutes 59.999999 seconds', timestamptz '2000-01-01 00:00Z') AS start,
           date_bin('15 minutes', $3::timestamptz, timestamptz '2000-01-01 00:00Z') AS stop
  ),
  source AS (
    SELECT slot_start AS at, api_key_id, model_number, requests, input_tokens, output_tokens, cached_input_tokens,
      reasoning_tokens, estimated_tokens, cost, unpriced_requests
    FROM usage_slots, whole
    WHERE account_id = $1 AND $4::text IS NOT NULL AND slot_start >= whole.start AND slot_start < ${slotsEnd}
    UNION ALL
    SELECT admitted_at, api_key_id, model_number, requests, input_tokens, output_tokens, cached_input_tokens, reasoning_tokens,
      CASE WHEN source = 'ESTIMATED' THEN input_tokens + output_tokens ELSE 0 END,
      coalesce(cost, 0), CASE WHEN cost IS NULL THEN requests ELSE 0 END
    FROM usage_events, whole
    WHERE account_id = $1
      AND day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date AND ($3::timestamptz AT TIME ZONE 'UTC')::date
      AND (admitted_at >= $2 AND admitted_at < least(whole.start, $3::timestamptz)
        OR admitted_at >= greatest(${slotsEnd}, $2::timestamptz) AND admitted_at < $3)
  ),
  cut AS (
    SELECT ${subjectSql} AS subject, ${BUCKET_SQL[granularity]} AS bucket, ${group('API_KEY', 'uuid')} AS key,
      ${group('MODEL', 'integer')} AS model, source.*
    FROM source
    WHERE ($5::uuid[] IS NULL OR api_key_id = ANY ($5)) AND ($6::integer[] IS NULL OR model_number = ANY ($6))
      AND ($7::text[] IS NULL OR ${subjectSql} = ANY ($7))
  )`;
}

/** $1 to $7 of `cutUsageSql`. @param subjectIds null when there is no subject. */
export function usageParameters(
  accountId: string,
  question: NumberedUsageQuestion,
  subjectIds: readonly string[] | null,
): unknown[] {
  const { from, to, timeZone, apiKeyIds, modelNumbers } = question;
  return [accountId, from, to, timeZone, apiKeyIds, modelNumbers, subjectIds];
}
