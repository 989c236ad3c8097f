import type { ApiKeyEntity } from './apiKey.entity';
import type { ApiKeyLimits } from './apiKeyLimits';

/** A key with what its status follows from. */
export interface ApiKeyRecord extends ApiKeyEntity {
  readonly lastUsedAt: Date | null;
  readonly isAccountPaid: boolean;
  /** When this was read, by the database's clock, which also admits requests. */
  readonly readAt: Date;
  /** Set while the key still answers to the secret that it had before a rotation. */
  readonly oldSecretEndsAt: Date | null;
  /** When that secret was last used, to the minute. */
  readonly oldSecretLastUsedAt: Date | null;
  readonly limits: ApiKeyLimits & {
    /** What counts towards the monthly limits now; null without any limit. */
    readonly monthTokensUsed: number | null;
    readonly monthCostUsed: string | null;
  };
  /** A monthly limit is used up. */
  readonly isLimitReached: boolean;
}

/** The rule of account.policy.ts in SQL. */
const IS_PAID = `(a.plan = 'PAID' AND (a.plan_ends_at IS NULL OR a.plan_ends_at > statement_timestamp()))`;

/** Limits that were taken away leave their counters behind, in case that there are limits again. */
const HAS_LIMITS = `(num_nonnulls(l.requests_per_minute, l.tokens_per_minute, l.monthly_tokens, l.monthly_cost) > 0)`;

/** The counters of a month that is over count as 0. */
const IS_THIS_MONTH = `(l.month = date_trunc('month', statement_timestamp() AT TIME ZONE a.time_zone)::date)`;

const IS_LIMIT_REACHED = `coalesce(
    ${IS_THIS_MONTH} AND (l.month_tokens >= l.monthly_tokens OR l.month_cost >= l.monthly_cost), false)`;

/** The rule of apiKey.policy.ts in SQL. */
export const API_KEY_STATUS = `CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED'
    WHEN k.leaked_at IS NOT NULL THEN 'DISABLED_LEAKED'
    WHEN k.expires_at <= statement_timestamp() THEN 'EXPIRED'
    WHEN NOT ${IS_PAID} THEN 'PAUSED_PLAN'
    WHEN ${IS_LIMIT_REACHED} THEN 'LIMIT_REACHED' ELSE 'ACTIVE' END`;

/** Keys and when each was last used: enough to find them by, unless their status is asked for. */
export const FROM_KEYS_AND_USE = `FROM api_keys k
  LEFT JOIN api_key_activity u ON u.account_id = k.account_id AND u.api_key_id = k.id`;

/** Keys with all that their status follows from, each found by a primary key. */
export const FROM_API_KEYS = `${FROM_KEYS_AND_USE}
  JOIN accounts a ON a.id = k.account_id
  LEFT JOIN api_key_limits l ON l.account_id = k.account_id AND l.api_key_id = k.id`;

/** The columns of an ApiKeyRecord, after SELECT. */
export const API_KEY_COLUMNS = `k.id, k.account_id AS "accountId", k.name, k.last_four AS "lastFour", k.all_models AS "allModels",
    k.model_numbers AS "modelNumbers", k.note, k.created_by AS "createdBy", k.created_at AS "createdAt",
    k.updated_at AS "updatedAt", k.version, k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
    k.leaked_at AS "leakedAt", k.leak_source AS "leakSource", k.leak_url AS "leakUrl", u.last_used_at AS "lastUsedAt", ${IS_PAID} AS "isAccountPaid",
    statement_timestamp() AS "readAt",
    old.ends_at AS "oldSecretEndsAt", old.last_used_at AS "oldSecretLastUsedAt",
    ${IS_LIMIT_REACHED} AS "isLimitReached",
    json_build_object('requestsPerMinute', l.requests_per_minute, 'tokensPerMinute', l.tokens_per_minute,
      'monthlyTokens', l.monthly_tokens, 'monthlyCost', trim_scale(l.monthly_cost)::text,
      'monthTokensUsed', CASE WHEN NOT ${HAS_LIMITS} THEN NULL WHEN ${IS_THIS_MONTH} THEN l.month_tokens ELSE 0 END,
      'monthCostUsed', CASE WHEN NOT ${HAS_LIMITS} THEN NULL WHEN ${IS_THIS_MONTH} THEN trim_scale(l.month_cost)::text ELSE '0' END
    ) AS limits`;

/** The secret that a rotated key still answers to; after FROM_API_KEYS. */
export const JOIN_OLD_SECRET = `LEFT JOIN LATERAL (
    SELECT ends_at, last_used_at FROM api_key_secrets
    WHERE api_key_id = k.id AND ends_at > statement_timestamp() ORDER BY ends_at DESC LIMIT 1
  ) old ON true`;
