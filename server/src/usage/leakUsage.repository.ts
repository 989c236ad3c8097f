import type { EntityManager } from 'typeorm';
import { safeInteger } from '../platform/safeInteger';

/** What a leaked key still used when it was reported. */
export interface LeakUsageRow {
  readonly apiKeyId: string;
  readonly requestsSince: number;
  /** US dollars; null when one of the calls had no price. */
  readonly costSince: string | null;
}

/** All SQL about what leaked keys still used. */
export class LeakUsageRepository {
  constructor(private readonly db: EntityManager) {}

  /** One statement for all keys, in no order; keys that were never reported or are of other accounts are left out. */
  async list(accountId: string, apiKeyIds: readonly string[]): Promise<LeakUsageRow[]> {
    const rows = await this.db.query<(Omit<LeakUsageRow, 'requestsSince'> & { requestsSince: string })[]>(
      LIST,
      [accountId, apiKeyIds],
    );
    return rows.map((row) => ({ ...row, requestsSince: safeInteger(row.requestsSince) }));
  }
}

/** No call lasts a day, and none is let in after the report: the ledger is read around it only. */
const LIST = `
  SELECT k.id AS "apiKeyId", coalesce(sum(e.requests), 0)::text AS "requestsSince",
    CASE WHEN bool_and(e.cost IS NOT NULL OR e.id IS NULL) THEN trim_scale(coalesce(sum(e.cost), 0))::text END AS "costSince"
  FROM api_keys k
  LEFT JOIN LATERAL (
    SELECT id, requests, cost FROM usage_events
    WHERE account_id = k.account_id AND api_key_id = k.id
      AND day BETWEEN (k.leaked_at AT TIME ZONE 'UTC')::date - 1 AND (k.leaked_at AT TIME ZONE 'UTC')::date + 1
      AND admitted_at BETWEEN k.leaked_at - interval '1 day' AND k.leaked_at + interval '1 day'
      AND settled_at >= k.leaked_at OFFSET 0
  ) e ON true
  WHERE k.account_id = $1 AND k.id = ANY ($2::uuid[]) AND k.leaked_at IS NOT NULL
  GROUP BY k.id`;
