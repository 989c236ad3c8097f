import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { plainArray } from '../platform/plainArray';
import { safeInteger } from '../platform/safeInteger';
import type { SecretHasher } from '../platform/secretHash';
import type { AdmissionAnswer, AdmissionRefusal, AdmissionRequest, RateLimits } from './admission';
import { admissionSql } from './admissionSql';

/** An answer, or that the request has to be asked again with the next batch. */
export type AdmissionVerdict = AdmissionAnswer | 'ASK_AGAIN';

/** How a batch treats the limits of a key that somebody else holds at the moment. */
export type LockedLimits = 'LEAVE_OUT' | 'WAIT';

interface VerdictRow {
  readonly refusal: AdmissionRefusal | 'ASK_AGAIN' | null;
  readonly apiKeyId: string;
  readonly accountId: string;
  readonly modelNumber: number;
  readonly admittedAtUs: string;
  readonly usedOldSecret: boolean;
  readonly requestsPerMinute: number | null;
  readonly requestsLeft: string | null;
  readonly tokensPerMinute: string | null;
  readonly tokensLeft: string | null;
  readonly minuteEndsInMs: number | null;
}

/** The admission statement: one for all requests that wait at the same time. Never asks anything but the primary. */
export class AdmissionRepository {
  /** PostgreSQL's processes that may still be at a statement whose answer did not come. */
  private abandoned: number[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly hasher: SecretHasher,
    private readonly nodeId: string,
  ) {}

  /** In the order of the requests. Opens a row and takes limits for each that is admitted, all or none. */
  async admit(
    requests: readonly AdmissionRequest[],
    lockedLimits: LockedLimits,
  ): Promise<AdmissionVerdict[]> {
    const candidates = requests.flatMap(({ secret }, i) =>
      this.hasher.candidates(secret).map((hash) => ({ n: i + 1, hash })),
    );
    const rows = await this.ask({
      ...STATEMENTS[lockedLimits],
      values: [
        plainArray(requests.map((request) => request.requestId)),
        requests.map((request) => request.modelId),
        plainArray(requests.map((request) => request.inputTokensAbout)),
        plainArray(requests.map((request) => request.inputTokensAtMost)),
        plainArray(requests.map((request) => request.outputTokensAtMost)),
        plainArray(requests.map((request) => request.choices)),
        plainArray(candidates.map((candidate) => candidate.n)),
        candidates.map((candidate) => candidate.hash),
        this.nodeId,
      ],
    });
    return rows.map((row, i) => toVerdict(row, requests[i]));
  }

  /**
   * Takes back open rows of which nobody knows whether they were written, and what they took of limits. No upstream was
   * called for them.
   *
   * @returns false while PostgreSQL may still write them: their statement's process is told to end, and has not yet.
   */
  async discard(requestIds: readonly string[]): Promise<boolean> {
    const alive = await this.pool.query<{ pid: number }>(END_ABANDONED, [this.abandoned]);
    await this.pool.query({ name: 'discard', text: DISCARD, values: [requestIds] });
    this.abandoned = alive.rows.map(({ pid }) => pid);
    return this.abandoned.length === 0;
  }

  private async ask(statement: { name: string; text: string; values: unknown[] }): Promise<VerdictRow[]> {
    const client = await this.pool.connect();
    try {
      const { rows } = await client.query<VerdictRow>(statement);
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      // What PostgreSQL itself refuses is over: only silence may still become a yes.
      const { processID } = client as WithProcess;
      if (!(error instanceof DatabaseError) && processID !== null)
        this.abandoned = [...this.abandoned, processID].slice(-MOST_ABANDONED);
      throw error;
    }
  }
}

/** The property is documented and missing in the types. */
type WithProcess = PoolClient & { readonly processID: number | null };

const MOST_ABANDONED = 100;

/** A number may have gone to another process meanwhile: it is ended only if it is one of this pool's kind. */
const END_ABANDONED = `
  SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE pid = ANY ($1::integer[]) AND application_name = current_setting('application_name')`;

const STATEMENTS: Record<LockedLimits, { readonly name: string; readonly text: string }> = {
  LEAVE_OUT: { name: 'admit', text: admissionSql(false) },
  WAIT: { name: 'admit waiting', text: admissionSql(true) },
};

/** A counter is given back only in the minute and month that it was taken from. */
const DISCARD = `
  WITH gone AS (
    DELETE FROM open_requests WHERE id = ANY ($1::uuid[]) RETURNING *
  ),
  held AS (
    SELECT g.api_key_id, date_trunc('minute', g.admitted_at) AS minute,
      date_trunc('month', g.admitted_at AT TIME ZONE a.time_zone)::date AS month,
      sum(g.reserved_tokens) AS tokens, sum(g.reserved_cost) AS cost
    FROM gone g JOIN accounts a ON a.id = g.account_id
    GROUP BY 1, 2, 3
  ),
  locked AS MATERIALIZED (
    SELECT api_key_id FROM api_key_limits WHERE api_key_id = ANY (ARRAY(SELECT DISTINCT api_key_id FROM held))
    ORDER BY api_key_id FOR NO KEY UPDATE
  )
  UPDATE api_key_limits l SET
    minute_tokens = l.minute_tokens
      - coalesce((SELECT sum(tokens) FROM held h WHERE h.api_key_id = l.api_key_id AND h.minute = l.minute), 0)::bigint,
    month_tokens = l.month_tokens
      - coalesce((SELECT sum(tokens) FROM held h WHERE h.api_key_id = l.api_key_id AND h.month = l.month), 0)::bigint,
    month_cost = l.month_cost
      - coalesce((SELECT sum(cost) FROM held h WHERE h.api_key_id = l.api_key_id AND h.month = l.month), 0)
  FROM locked WHERE l.api_key_id = locked.api_key_id`;

function toVerdict(row: VerdictRow, request: AdmissionRequest | undefined): AdmissionVerdict {
  if (!request) throw new Error('Admission gave an answer that nobody asked for.');
  const { refusal, apiKeyId, accountId, modelNumber, admittedAtUs, usedOldSecret } = row;
  if (refusal === 'ASK_AGAIN') return refusal;
  const rateLimits = toRateLimits(row);
  if (refusal !== null) return { admitted: false, refusal, rateLimits };
  const { requestId, modelId } = request;
  const admission = { requestId, apiKeyId, accountId, modelNumber, modelId, admittedAtUs, usedOldSecret };
  return { admitted: true, admission, rateLimits };
}

function toRateLimits(row: VerdictRow): RateLimits | null {
  if (row.minuteEndsInMs === null) return null;
  return {
    requests: pair(row.requestsPerMinute?.toString() ?? null, row.requestsLeft),
    tokens: pair(row.tokensPerMinute, row.tokensLeft),
    resetMs: row.minuteEndsInMs,
  };
}

function pair(limit: string | null, left: string | null): RateLimits['requests'] {
  return limit === null || left === null ? null : { limit: safeInteger(limit), remaining: safeInteger(left) };
}
