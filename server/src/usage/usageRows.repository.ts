import { INPUT_LIMITS } from '@keymeter/shared';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { DomainError } from '../platform/domainError';
import { refuseCallsGone } from './ledgerDays';
import { LAG_SQL, MOST_LAG_SECONDS } from './readingDatabase';
import { bucketStartSql, isCalendarStep } from './usageSourceSql';
import { cutUsageSql, type NumberedUsageQuestion, usageParameters } from './usageSql';
import type { UsageStep } from './usageStep';
import { SUMMED_COLUMNS_SQL, type SummedColumns } from './usageSums';
import { SUMS_OF_SUMS } from './usageSumsSql';

/** One bucket and group of an export. Sums are text: no number is too large for them. */
export interface UsageExportRow extends SummedColumns {
  /** The part of the bucket that is inside the range. */
  readonly periodStart: Date;
  readonly periodEnd: Date;
  /** The month of the question's zone in which the period begins. */
  readonly monthStart: Date;
  readonly monthEnd: Date;
  readonly modelNumber: number | null;
  readonly apiKeyId: string | null;
}

const LEDGER_FROM = `SELECT to_char(ledger_from, 'YYYY-MM-DD') AS "ledgerFrom" FROM usage_proof WHERE id`;

/** Few enough that turning them into text holds up nobody else. */
const ROWS_AT_ONCE = 500;

/** Reads answers of any length a batch at a time, on pools of its own. */
export class UsageRowsRepository {
  /**
   * @param pools the first one that answers and is not too far behind is read; the last one has to.
   * @param mostRows of one answer.
   */
  constructor(
    private readonly pools: readonly Pool[],
    private readonly mostRows: number = INPUT_LIMITS.usageExportRows,
  ) {}

  /**
   * All rows of an answer in its order, out of one statement, never more than 500 in memory. When the signal fires or
   * the reader leaves, the statement ends.
   *
   * @throws DomainError INVALID_INPUT before the first row for more than a million of them (`mostRows`), and for what only single calls
   * could tell that are not kept any more.
   */
  async *stream(
    accountId: string,
    question: NumberedUsageQuestion,
    signal: AbortSignal,
  ): AsyncGenerator<readonly UsageExportRow[], void, undefined> {
    const session = await this.begin(signal);
    try {
      await session.query(`DECLARE export NO SCROLL CURSOR FOR ${rowsSql(question)}`, [
        ...usageParameters(accountId, question, null),
      ]);
      // By now the cursor holds on to every day that it reads: none can go any more.
      const [proof] = await session.query<{ ledgerFrom: string | null }>(LEDGER_FROM);
      refuseCallsGone(question, proof?.ledgerFrom ?? null);
      for (let isFirst = true; ; isFirst = false) {
        const rows = await session.query<UsageExportRow & { count: string }>(
          `FETCH ${ROWS_AT_ONCE} FROM export`,
        );
        if (isFirst) refuseTooMany(Number(rows[0]?.count ?? 0), this.mostRows);
        if (rows.length > 0) yield rows;
        if (rows.length < ROWS_AT_ONCE) break;
      }
      await session.query('COMMIT');
      session.isWhole = true;
    } finally {
      session.end();
    }
  }

  private async begin(signal: AbortSignal): Promise<ExportSession> {
    const [primary, ...replicas] = this.pools.toReversed();
    if (!primary) throw new Error('There is no pool to read from.');
    for (const replica of replicas.toReversed()) {
      try {
        const session = await ExportSession.begin(replica, signal);
        if (!(await isBehind(session))) return session;
        session.end();
      } catch (error) {
        // Whatever is wrong with it: the primary shows whether it is the question's own fault.
        if (signal.aborted) throw error;
      }
    }
    return ExportSession.begin(primary, signal);
  }
}

async function isBehind(session: ExportSession): Promise<boolean> {
  const [row] = await session.query<{ lagSeconds: number | null }>(LAG_SQL);
  return (row?.lagSeconds ?? Number.POSITIVE_INFINITY) > MOST_LAG_SECONDS;
}

/** One transaction on one connection, which is thrown away unless the transaction came to its end. */
class ExportSession {
  isWhole = false;
  private isReleased = false;

  private constructor(
    private readonly client: PoolClient,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.end, { once: true });
    // A connection that breaks between two statements says so here: it goes at once, and the next statement fails.
    client.on('error', this.end);
  }

  static async begin(pool: Pool, signal: AbortSignal): Promise<ExportSession> {
    const client = await pool.connect();
    const session = new ExportSession(client, signal);
    try {
      signal.throwIfAborted();
      await session.query('BEGIN READ ONLY');
      // The whole answer is read, so what is fast for the first rows is not what is wanted.
      await session.query('SET LOCAL cursor_tuple_fraction = 1');
      return session;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  async query<Row extends QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, parameters)).rows;
  }

  /** Also ends a statement that runs. Safe to repeat. */
  readonly end = (): void => {
    this.signal.removeEventListener('abort', this.end);
    if (this.isReleased) return;
    this.isReleased = true;
    // What still comes of a connection that is thrown away is no one's.
    if (this.isWhole) this.client.off('error', this.end);
    this.client.release(!this.isWhole);
  };
}

function refuseTooMany(count: number, most: number): void {
  if (count <= most) return;
  throw new DomainError(
    'INVALID_INPUT',
    `This export is too large: at most ${most} rows. Choose a shorter range or a coarser granularity.`,
    { field: 'granularity' },
  );
}

/** How long a bucket is; by the calendar of the zone where it is a date. */
const STEP_SQL: Record<UsageStep, string | null> = {
  TOTAL: null,
  MINUTE: '1 minute',
  FIVE_MINUTES: '5 minutes',
  HOUR: '1 hour',
  DAY: '1 day',
  WEEK: '1 week',
  MONTH: '1 month',
};

function bucketEndSql(step: UsageStep): string {
  const length = STEP_SQL[step];
  if (length === null) return '$3::timestamptz';
  const end = `bucket + interval '${length}'`;
  return isCalendarStep(step) ? bucketStartSql(step, `(${end})::date`) : end;
}

/** The month of the question's zone in which a period begins, or the one after. */
function monthSql(after: 0 | 1): string {
  const start = 'greatest(bucket_start, $2::timestamptz)';
  return bucketStartSql(
    'MONTH',
    `(date_trunc('month', ${start} AT TIME ZONE $4::text) + interval '${after} month')::date`,
  );
}

/** The same order as in a report. Times are made once for each bucket. The count goes along with each row, so that too long an answer is refused at its start. */
function rowsSql(question: NumberedUsageQuestion): string {
  const { granularity } = question;
  return `
  WITH ${cutUsageSql(question, null)},
  grouped AS MATERIALIZED (
    SELECT bucket, key, model, ${SUMS_OF_SUMS} FROM cut GROUP BY bucket, key, model
  ),
  starts AS MATERIALIZED (
    SELECT bucket, ${bucketStartSql(granularity, 'bucket')} AS bucket_start FROM (SELECT DISTINCT bucket FROM grouped) buckets
  ),
  times AS MATERIALIZED (
    SELECT bucket, greatest(bucket_start, $2::timestamptz) AS "periodStart",
      least(${bucketEndSql(granularity)}, $3::timestamptz) AS "periodEnd", ${monthSql(0)} AS "monthStart",
      ${monthSql(1)} AS "monthEnd"
    FROM starts
  )
  SELECT count(*) OVER () AS count, "periodStart", "periodEnd", "monthStart", "monthEnd", model AS "modelNumber",
    key AS "apiKeyId", ${SUMMED_COLUMNS_SQL}
  FROM grouped JOIN times ON ${granularity === 'TOTAL' ? 'true' : 'times.bucket = grouped.bucket'}
  WHERE requests > 0
  ORDER BY grouped.bucket, input_tokens + output_tokens DESC, model, key`;
}
