import type { UsageDimension, UsageQuestion } from './usageQuestion';
import { usageSourceSql } from './usageSourceSql';
import type { UsageStep } from './usageStep';
import { SUMS } from './usageSumsSql';

/** A question whose models are the catalogue's numbers. */
export type NumberedUsageQuestion = Omit<UsageQuestion, 'modelIds' | 'granularity'> & {
  readonly granularity: UsageStep;
  readonly modelNumbers: readonly number[] | null;
};

/**
 * The common table expressions of every question; the last of them is `cut`: subject, bucket, key, model and what was used,
 * in parts that are still to be added up. Its parameters are those of `usageParameters`. No text of a caller gets into the SQL.
 */
export function cutUsageSql(
  { granularity, groupBy, from, to }: NumberedUsageQuestion,
  subject: UsageDimension | null,
): string {
  const matters = (dimension: UsageDimension): boolean =>
    groupBy.includes(dimension) || subject === dimension;
  const grouped = (dimension: UsageDimension, column: string, type: string): string =>
    groupBy.includes(dimension) ? column : `NULL::${type}`;
  const source = usageSourceSql({
    step: granularity,
    from,
    to,
    keySql: matters('API_KEY') ? 'api_key_id' : 'NULL::uuid',
    modelSql: matters('MODEL') ? 'model_number' : 'NULL::integer',
    whereSql: `($5::uuid[] IS NULL OR api_key_id = ANY ($5)) AND ($6::integer[] IS NULL OR model_number = ANY ($6))
      AND ($7::text[] IS NULL OR ${SUBJECT_SQL[subject ?? 'NONE']})`,
  });
  return `${source},
  cut AS (
    SELECT ${subject ? `${COLUMN[subject]}::text` : 'NULL::text'} AS subject, bucket,
      ${grouped('API_KEY', 'key', 'uuid')} AS key, ${grouped('MODEL', 'model', 'integer')} AS model, ${SUMS}
    FROM source
  )`;
}

/** The columns of a part of an answer. */
const COLUMN: Record<UsageDimension, string> = { API_KEY: 'key', MODEL: 'model' };
/** Whether a row is about one of the subjects. Numbers and ids are compared as such: their index knows no text. */
const SUBJECT_SQL: Record<UsageDimension | 'NONE', string> = {
  API_KEY: 'api_key_id = ANY ($7::text[]::uuid[])',
  MODEL: 'model_number = ANY ($7::text[]::integer[])',
  NONE: 'false',
};

/** $1 to $7 of `cutUsageSql`. @param subjectIds null when there is no subject. */
export function usageParameters(
  accountId: string,
  question: NumberedUsageQuestion,
  subjectIds: readonly string[] | null,
): unknown[] {
  const { from, to, timeZone, apiKeyIds, modelNumbers } = question;
  return [accountId, from, to, timeZone, apiKeyIds, modelNumbers, subjectIds];
}
