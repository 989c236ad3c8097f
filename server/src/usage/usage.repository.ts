import { INPUT_LIMITS } from '@keymeter/shared';
import { refuseCallsGone } from './ledgerDays';
import { type Queries, WHOLE_UP_TO_SQL } from './readingDatabase';
import { RECONCILED_UP_TO_SQL } from './reconciledUpToSql';
import type { UsageDimension } from './usageQuestion';
import { NO_USAGE, type UsageAnswer, type UsageReportRow } from './usageReport';
import { bucketStartSql } from './usageSourceSql';
import { cutUsageSql, type NumberedUsageQuestion, usageParameters } from './usageSql';
import { SUMMED_COLUMNS_SQL, type SummedColumns, toUsageSums } from './usageSums';
import { SUMS_OF_SUMS } from './usageSumsSql';

/** Asks the same question for many things at once, such as for each key of a list. */
export interface UsageSubjects {
  readonly dimension: UsageDimension;
  /** Keys by id, models by number as text. */
  readonly ids: readonly string[];
}

/** All SQL that answers questions about usage. Sums are made here and nowhere else. */
export class UsageRepository {
  constructor(private readonly db: Queries) {}

  /**
   * One statement.
   *
   * @param cap most rows; the total stays whole beyond it.
   * @throws DomainError INVALID_INPUT for what only single calls could tell that are not kept any more.
   */
  async answer(
    accountId: string,
    question: NumberedUsageQuestion,
    cap: number = INPUT_LIMITS.usageRows,
  ): Promise<UsageAnswer> {
    const { clock, sums } = await this.ask(accountId, question, { subjects: null, cap });
    return toAnswer(clock, sums, cap);
  }

  /** One statement for all subjects, which share the rows that one answer may have. */
  async answerEach(
    accountId: string,
    question: NumberedUsageQuestion,
    subjects: UsageSubjects,
  ): Promise<Map<string, UsageAnswer>> {
    const cap = Math.max(1, Math.floor(INPUT_LIMITS.usageRows / Math.max(1, subjects.ids.length)));
    const { clock, sums } = await this.ask(accountId, question, { subjects, cap });
    const own = new Map<string, SumRow[]>(subjects.ids.map((id) => [id, []]));
    for (const row of sums) own.get(row.subject ?? '')?.push(row);
    return new Map([...own].map(([id, rows]) => [id, toAnswer(clock, rows, cap)]));
  }

  private async ask(
    accountId: string,
    question: NumberedUsageQuestion,
    { subjects, cap }: { readonly subjects: UsageSubjects | null; readonly cap: number },
  ): Promise<{ clock: ClockRow; sums: SumRow[] }> {
    const rows = await this.db.query<(ClockRow | SumRow)[]>(usageSql(question, subjects?.dimension ?? null), [
      ...usageParameters(accountId, question, subjects?.ids ?? null),
      cap,
    ]);
    const clock = rows.find(isClock);
    if (!clock) throw new Error('A question about usage was not answered.');
    refuseCallsGone(question, clock.ledgerFrom);
    return { clock, sums: rows.filter(isSum) };
  }
}

/** What every total tells, also the only row of an answer without usage. */
interface ClockRow {
  readonly now: Date;
  readonly reconciledUpTo: Date | null;
  /** The first day, in UTC, of which single calls are kept; null: all are. */
  readonly ledgerFrom: string | null;
  /** Null when nothing was used at all. */
  readonly isTotal: true | null;
}

/** A group, or the total of a subject. */
interface SumRow extends SummedColumns {
  readonly subject: string | null;
  readonly isTotal: boolean;
  readonly bucketStart: Date | null;
  readonly modelNumber: number | null;
  readonly apiKeyId: string | null;
}

/**
 * The total of each subject is made of its groups, which are far fewer than what they are made of. Times stand in totals only:
 * a driver takes long to read them.
 */
function usageSql(question: NumberedUsageQuestion, subject: UsageDimension | null): string {
  return `
  WITH ${cutUsageSql(question, subject)},
  grouped AS MATERIALIZED (
    SELECT subject, bucket, key, model, ${SUMS_OF_SUMS} FROM cut GROUP BY 1, 2, 3, 4
  ),
  starts AS MATERIALIZED (
    SELECT bucket, ${bucketStartSql(question.granularity, 'bucket')} AS bucket_start
    FROM (SELECT DISTINCT bucket FROM grouped) buckets
  ),
  numbered AS (
    SELECT *, row_number() OVER (PARTITION BY subject, is_total
      ORDER BY bucket, input_tokens + output_tokens DESC, model, key) AS row_number
    FROM (
      SELECT false AS is_total, * FROM grouped
      UNION ALL
      SELECT true, subject, NULL, NULL, NULL, ${SUMS_OF_SUMS} FROM grouped GROUP BY subject
    ) sums WHERE requests > 0
  )
  SELECT CASE WHEN is_total IS NOT FALSE THEN clock.now END AS now,
    CASE WHEN is_total IS NOT FALSE THEN clock.reconciled_up_to END AS "reconciledUpTo",
    CASE WHEN is_total IS NOT FALSE THEN clock.ledger_from END AS "ledgerFrom", subject, is_total AS "isTotal",
    bucket_start AS "bucketStart", model AS "modelNumber", key AS "apiKeyId",
    ${SUMMED_COLUMNS_SQL}
  FROM (
    SELECT ${WHOLE_UP_TO_SQL} AS now, (${RECONCILED_UP_TO_SQL}) AS reconciled_up_to,
      (SELECT to_char(ledger_from, 'YYYY-MM-DD') FROM usage_proof WHERE id) AS ledger_from
  ) clock
  LEFT JOIN numbered ON row_number <= $8::integer + 1
  LEFT JOIN starts ON starts.bucket = numbered.bucket
  ORDER BY subject, is_total, row_number`;
}

function isClock(row: ClockRow | SumRow): row is ClockRow {
  return row.isTotal !== false;
}

function isSum(row: ClockRow | SumRow): row is SumRow {
  return row.isTotal !== null;
}

function toAnswer({ now, reconciledUpTo }: ClockRow, sums: readonly SumRow[], cap: number): UsageAnswer {
  const groups = sums.filter((row) => !row.isTotal);
  const total = sums.find((row) => row.isTotal);
  return {
    rows: groups.slice(0, cap).map(toReportRow),
    total: total ? toUsageSums(total) : NO_USAGE,
    dataUpTo: now,
    reconciledUpTo,
    isTruncated: groups.length > cap,
  };
}

function toReportRow(row: SumRow): UsageReportRow {
  return {
    bucketStart: row.bucketStart,
    modelNumber: row.modelNumber,
    apiKeyId: row.apiKeyId,
    usage: toUsageSums(row),
  };
}
