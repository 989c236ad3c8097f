/** What a list shows of a key. A key works only when ACTIVE. */
export const API_KEY_STATUSES = [
  'ACTIVE',
  'EXPIRED',
  'REVOKED',
  'DISABLED_LEAKED',
  'PAUSED_PLAN',
  'LIMIT_REACHED',
] as const;
export type ApiKeyStatus = (typeof API_KEY_STATUSES)[number];

/** What the status follows from. */
export interface ApiKeyState {
  readonly revokedAt: Date | null;
  readonly leakedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly isAccountPaid: boolean;
  /** A monthly limit is used up. */
  readonly isLimitReached: boolean;
}

/**
 * The status of a key at an instant; the first that applies counts. The same rule stands in SQL, for lists in
 * apiKey.repository.ts and for the gateway in admission.repository.ts; a test holds the three against each other.
 */
export function apiKeyStatus(key: ApiKeyState, now: Date): ApiKeyStatus {
  if (key.revokedAt) return 'REVOKED';
  if (key.leakedAt) return 'DISABLED_LEAKED';
  if (key.expiresAt && key.expiresAt <= now) return 'EXPIRED';
  if (!key.isAccountPaid) return 'PAUSED_PLAN';
  if (key.isLimitReached) return 'LIMIT_REACHED';
  return 'ACTIVE';
}
