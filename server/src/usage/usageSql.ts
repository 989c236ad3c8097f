import type { UsageDimension, UsageQuestion } from './usageQuestion';
import { type UsageStep, usageSourceSql } from './usageSourceSql';
import { SUMS } from './usageSumsSql';

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
/** Of what each row holds the sum: `sum(requests) AS requests` and so on, and the cost where it is known. */
export const SUMS_SQL = `
      sum(requests) AS requests, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
      sum(cached_input_tokens) AS cached_input_tokens, sum(reasoning_tokens) AS reasoning_tokens,
      sum(estimated_tokens) AS estimated_tokens,
      CASE WHEN sum(unpriced_requests) = 0 THEN sum(cost) END AS cost`;

/**
 * The common table expressions of every question; the last of them is `cut`: subject, bucket, key, model and what was used.
 * Its parameters are those of `usageParameters`. No text of a caller gets into the SQL.
 */
export function cutUsageSql(
  { granularity, groupBy }: NumberedUsageQuestion,
  subject: UsageDimension | null,
): string {
  const group = (dimension: UsageDimension, type: string): string =>
    groupBy.includes(dimension) ? GROUP_SQL[dimension] : `NULL::${type}`;
  const subjectSql = subject ? SUBJECT_SQL[subject] : 'NULL::text';
  return `${usageSourceSql(granularity)},
  cut AS (
    SELECT ${subjectSql} AS subject, bucket, ${group('API_KEY', 'uuid')} AS key, ${group('MODEL', 'integer')} AS model,
      ${SUMS}
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
