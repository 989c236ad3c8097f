import { INPUT_LIMITS } from '@keymeter/shared';
import type { EntityManager } from 'typeorm';
import { safeInteger } from '../platform/safeInteger';
import type { UsageDimension, UsageGranularity, UsageQuestion } from './usageQuestion';
import { NO_USAGE, type UsageAnswer, type UsageReportRow, type UsageSums } from './usageReport';

/** A question whose models are the catalogue's numbers. */
export type NumberedUsageQuestion = Omit<UsageQuestion, 'modelIds'> & {
  readonly modelNumbers: readonly number[] | null;
};

/** Asks the same question for many things at once, such as for each key of a list. */
export interface UsageSubjects {
  readonly dimension: UsageDimension;
  /** Keys by id, models by number as text. */
  readonly ids: readonly string[];
}

/** All SQL that answers questions about usage. Sums are made here and nowhere else. */
export class UsageRepository {
  constructor(private readonly db: EntityManager) {}

  /** One statement. */
  async answer(accountId: string, question: NumberedUsageQuestion): Promise<UsageAnswer> {
    const { now, sums } = await this.ask(accountId, question, null);
    return toAnswer(now, sums, rowCap(null));
  }

  /** One statement for all subjects. */
  async answerEach(
    accountId: string,
    question: NumberedUsageQuestion,
    subjects: UsageSubjects,
  ): Promise<Map<string, UsageAnswer>> {
    const { now, sums } = await this.ask(accountId, question, subjects);
    const own = new Map<string, SumRow[]>(subjects.ids.map((id) => [id, []]));
    for (const row of sums) own.get(row.subject ?? '')?.push(row);
    return new Map([...own].map(([id, rows]) => [id, toAnswer(now, rows, rowCap(subjects))]));
  }

  private async ask(
    accountId: string,
    question: NumberedUsageQuestion,
    subjects: UsageSubjects | null,
  ): Promise<{ now: Date; sums: SumRow[] }> {
    const rows = await this.db.query<(ClockRow | SumRow)[]>(usageSql(question, subjects?.dimension ?? null), [
      accountId,
      question.from,
      question.to,
      question.timeZone,
      question.apiKeyIds,
      question.modelNumbers,
      subjects?.ids ?? null,
      rowCap(subjects),
    ]);
    const [clock] = rows;
    if (!clock) throw new Error('A question about usage was not answered.');
    return { now: clock.now, sums: rows.filter(isSum) };
  }
}

/** What every row of the statement tells, also the only row of an answer without usage. */
interface ClockRow {
  readonly now: Date;
  /** Null when nothing was used at all. */
  readonly isTotal: boolean | null;
}

/** A group, or the total of a subject. */
interface SumRow extends ClockRow {
  readonly subject: string | null;
  readonly isTotal: boolean;
  readonly bucketStart: Date | null;
  readonly modelNumber: number | null;
  readonly apiKeyId: string | null;
  readonly requests: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly totalTokens: string;
  readonly cachedInputTokens: string;
  readonly reasoningTokens: string;
  readonly estimatedTokens: string;
  readonly cost: string | null;
}

const SUBJECT_SQL: Record<UsageDimension, string> = {
  API_KEY: 'api_key_id::text',
  MODEL: 'model_number::text',
};
const GROUP_SQL: Record<UsageDimension, string> = { API_KEY: 'api_key_id', MODEL: 'model_number' };
const BUCKET_SQL: Record<UsageGranularity, string> = {
  TOTAL: 'NULL::timestamptz',
  FIVE_MINUTES: `date_bin('5 minutes', at, timestamptz '2000-01-01 00:00Z')`,
  HOUR: `date_trunc('hour', at, $4::text)`,
  DAY: `date_trunc('day', at, $4::text)`,
  WEEK: `date_trunc('week', at, $4::text)`,
  MONTH: `date_trunc('month', at, $4::text)`,
};

/**
 * Whole slots come from the sums, walking their primary key; what a range cuts out of a slot comes from the ledger, by
 * account and time, and so does everything finer than a slot. Both edges of a range are exact to the microsecond.
 * Grouping sets add the total of each subject in the same pass. The zone is named even where no bucket needs it, so that
 * every form of the statement has the same parameters. No text of a caller gets into the SQL.
 */
function usageSql({ granularity, groupBy }: NumberedUsageQuestion, subject: UsageDimension | null): string {
  const group = (dimension: UsageDimension, type: string): string =>
    groupBy.includes(dimension) ? GROUP_SQL[dimension] : `NULL::${type}`;
  const subjectSql = subject ? SUBJECT_SQL[subject] : 'NULL::text';
  const slotsEnd = granularity === 'FIVE_MINUTES' ? 'whole.start' : 'greatest(whole.start, whole.stop)';
  return `
  WITH whole AS (
    SELECT date_bin('15 minutes', $2::timestamptz + interval '14 minutes 59.999999 seconds', timestamptz '2000-01-01 00:00Z') AS start,
           date_bin('15 minutes', $3::timestamptz, timestamptz '2000-01-01 00:00Z') AS stop
  ),
  source AS (
    SELECT slot_start AS at, api_key_id, model_number, requests, input_tokens, output_tokens, cached_input_tokens,
      reasoning_tokens, estimated_tokens, cost, unpriced_requests
    FROM usage_slots, whole
    WHERE account_id = $1 AND $4::text IS NOT NULL AND slot_start >= whole.start AND slot_start < ${slotsEnd}
    UNION ALL
    SELECT admitted_at, api_key_id, model_number, 1, input_tokens, output_tokens, cached_input_tokens, reasoning_tokens,
      CASE WHEN source = 'ESTIMATED' THEN input_tokens + output_tokens ELSE 0 END,
      coalesce(cost, 0), (cost IS NULL)::integer
    FROM usage_events, whole
    WHERE account_id = $1
      AND day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date AND ($3::timestamptz AT TIME ZONE 'UTC')::date
      AND (admitted_at >= $2 AND admitted_at < least(whole.start, $3::timestamptz)
        OR admitted_at >= greatest(${slotsEnd}, $2::timestamptz) AND admitted_at < $3)
  ),
  grouped AS (
    SELECT subject, bucket, key, model, GROUPING(bucket) = 1 AS is_total,
      sum(requests) AS requests, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
      sum(cached_input_tokens) AS cached_input_tokens, sum(reasoning_tokens) AS reasoning_tokens,
      sum(estimated_tokens) AS estimated_tokens,
      CASE WHEN sum(unpriced_requests) = 0 THEN sum(cost) END AS cost
    FROM (
      SELECT ${subjectSql} AS subject, ${BUCKET_SQL[granularity]} AS bucket, ${group('API_KEY', 'uuid')} AS key,
        ${group('MODEL', 'integer')} AS model, source.*
      FROM source
      WHERE ($5::uuid[] IS NULL OR api_key_id = ANY ($5)) AND ($6::integer[] IS NULL OR model_number = ANY ($6))
        AND ($7::text[] IS NULL OR ${subjectSql} = ANY ($7))
    ) cut
    GROUP BY GROUPING SETS ((subject, bucket, key, model), (subject))
  ),
  numbered AS (
    SELECT *, row_number() OVER (PARTITION BY subject, is_total
      ORDER BY bucket, input_tokens + output_tokens DESC, model, key) AS row_number
    FROM grouped WHERE requests > 0
  )
  SELECT clock.now, subject, is_total AS "isTotal", bucket AS "bucketStart",
    model AS "modelNumber", key AS "apiKeyId", requests::text, input_tokens::text AS "inputTokens",
    output_tokens::text AS "outputTokens", (input_tokens + output_tokens)::text AS "totalTokens",
    cached_input_tokens::text AS "cachedInputTokens", reasoning_tokens::text AS "reasoningTokens",
    estimated_tokens::text AS "estimatedTokens", trim_scale(cost)::text AS cost
  FROM (SELECT statement_timestamp() AS now) clock
  LEFT JOIN numbered ON row_number <= $8::integer + 1
  ORDER BY subject, is_total, row_number`;
}

function isSum(row: ClockRow | SumRow): row is SumRow {
  return row.isTotal !== null;
}

/** Most rows of one answer: all subjects of a question share what one answer may have. */
function rowCap(subjects: UsageSubjects | null): number {
  return Math.max(1, Math.floor(INPUT_LIMITS.usageRows / (subjects?.ids.length ?? 1)));
}

function toAnswer(now: Date, sums: readonly SumRow[], cap: number): UsageAnswer {
  const groups = sums.filter((row) => !row.isTotal);
  const total = sums.find((row) => row.isTotal);
  return {
    rows: groups.slice(0, cap).map(toReportRow),
    total: total ? toSums(total) : NO_USAGE,
    dataUpTo: now,
    isTruncated: groups.length > cap,
  };
}

function toReportRow(row: SumRow): UsageReportRow {
  return {
    bucketStart: row.bucketStart,
    modelNumber: row.modelNumber,
    apiKeyId: row.apiKeyId,
    usage: toSums(row),
  };
}

function toSums(row: SumRow): UsageSums {
  return {
    requests: safeInteger(row.requests),
    inputTokens: safeInteger(row.inputTokens),
    outputTokens: safeInteger(row.outputTokens),
    totalTokens: safeInteger(row.totalTokens),
    cachedInputTokens: safeInteger(row.cachedInputTokens),
    reasoningTokens: safeInteger(row.reasoningTokens),
    estimatedTokens: safeInteger(row.estimatedTokens),
    cost: row.cost,
  };
}
