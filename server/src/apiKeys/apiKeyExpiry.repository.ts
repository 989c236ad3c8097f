import type { EntityManager } from 'typeorm';
import { EXPIRY_NOTICE_DAYS, type ExpiringApiKey } from './apiKeyExpiry';

/** All SQL about notices of expiries, by the database's clock. */
export class ApiKeyExpiryRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Takes keys for which a notice is due, the earliest expiry first, and marks them as told. Of several nodes at once
   * each gets other keys. Walks ix_api_keys_expires.
   */
  takeDue(limit: number): Promise<ExpiringApiKey[]> {
    return this.db.query<ExpiringApiKey[]>(TAKE_DUE, [
      EXPIRY_NOTICE_DAYS,
      Math.max(...EXPIRY_NOTICE_DAYS),
      FORGOTTEN_AFTER_DAYS,
      limit,
    ]);
  }
}

/** Whoever was away for longer is not told of old expiries; without such an end each look would see all that ever were. */
const FORGOTTEN_AFTER_DAYS = 30;

/**
 * The lock keeps away other nodes, and whoever is about to revoke the key or to move its expiry. The last condition is
 * for a node whose look began before another one committed.
 */
const TAKE_DUE = `
  WITH due AS (
    SELECT k.id, k.account_id, k.name, k.expires_at, notice.days_left
    FROM api_keys k
    CROSS JOIN LATERAL (
      SELECT min(days) AS days_left FROM unnest($1::smallint[]) AS days
      WHERE k.expires_at <= statement_timestamp() + make_interval(hours => 24 * days)
    ) notice
    LEFT JOIN api_key_expiry_notices told ON told.api_key_id = k.id AND told.expires_at = k.expires_at
    WHERE k.revoked_at IS NULL AND k.leaked_at IS NULL AND k.expires_at IS NOT NULL
      AND k.expires_at > statement_timestamp() - make_interval(hours => 24 * $3::integer)
      AND k.expires_at <= statement_timestamp() + make_interval(hours => 24 * $2::integer)
      AND (told.days_left IS NULL OR told.days_left > notice.days_left)
    ORDER BY k.expires_at, k.id LIMIT $4 FOR NO KEY UPDATE OF k SKIP LOCKED
  ), taken AS (
    INSERT INTO api_key_expiry_notices AS told (api_key_id, expires_at, days_left)
    SELECT id, expires_at, days_left FROM due
    ON CONFLICT (api_key_id) DO UPDATE SET expires_at = excluded.expires_at, days_left = excluded.days_left
      WHERE told.expires_at <> excluded.expires_at OR told.days_left > excluded.days_left
    RETURNING api_key_id
  )
  SELECT id, account_id AS "accountId", name, expires_at AS "expiresAt", days_left AS "daysLeft"
  FROM due JOIN taken ON taken.api_key_id = due.id
  ORDER BY expires_at, id`;
