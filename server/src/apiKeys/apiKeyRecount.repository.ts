import type { EntityManager } from 'typeorm';

/** A settlement takes far less: what began before a limit was set has ended by then. */
const SETTLED_AFTER_SECONDS = 60;

/** All SQL that counts the month of a newly limited key again. */
export class ApiKeyRecountRepository {
  constructor(private readonly db: EntityManager) {}

  /** Locks keys whose first month was not counted again yet. Of several nodes at once each gets other keys. */
  async takeDue(limit: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT api_key_id AS id FROM api_key_limits
       WHERE recounted_at IS NULL AND created_at < statement_timestamp() - make_interval(secs => $1)
       ORDER BY created_at, api_key_id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`,
      [SETTLED_AFTER_SECONDS, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Sets the month's counters of these keys to what the sums hold and running calls have reserved. To be called in the
   * transaction that locked the keys, as a statement of its own: it has to see what was settled before the lock. A
   * settlement that waits for the lock comes on top; its reservation was counted here, so it stays exact.
   */
  async recount(apiKeyIds: readonly string[]): Promise<void> {
    await this.db.query(RECOUNT, [apiKeyIds]);
  }
}

/** Slots by their primary key; open rows are few and short-lived. */
const RECOUNT = `
  UPDATE api_key_limits l
  SET month = m.starts_on, month_tokens = used.tokens + held.tokens, month_cost = used.cost + held.cost,
    recounted_at = statement_timestamp()
  FROM accounts a
  CROSS JOIN LATERAL (
    SELECT date_trunc('month', statement_timestamp() AT TIME ZONE a.time_zone)::date AS starts_on
  ) m,
  LATERAL (
    SELECT keys.id, coalesce(sum(s.input_tokens + s.output_tokens), 0)::bigint AS tokens, coalesce(sum(s.cost), 0) AS cost
    FROM unnest($1::uuid[]) AS keys (id)
    LEFT JOIN usage_slots s ON s.account_id = a.id AND s.api_key_id = keys.id
      AND s.slot_start >= m.starts_on::timestamp AT TIME ZONE a.time_zone
    GROUP BY keys.id
  ) used,
  LATERAL (
    SELECT coalesce(sum(o.reserved_tokens), 0)::bigint AS tokens, coalesce(sum(o.reserved_cost), 0) AS cost
    FROM open_requests o
    WHERE o.account_id = a.id AND o.api_key_id = used.id
      AND o.admitted_at >= m.starts_on::timestamp AT TIME ZONE a.time_zone
  ) held
  WHERE l.api_key_id = ANY ($1::uuid[]) AND a.id = l.account_id AND used.id = l.api_key_id`;
