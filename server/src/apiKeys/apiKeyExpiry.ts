import type { AuditedAct } from '../audit/auditTrail';

/**
 * How long before its expiry a key gives notice, in days of 24 hours; 0 when it has expired. Of several that are due at
 * once only the last is given: whoever is told that a key has expired need not hear that it would.
 */
export const EXPIRY_NOTICE_DAYS = [7, 1, 0] as const;
export type ExpiryNoticeDays = (typeof EXPIRY_NOTICE_DAYS)[number];

/** A key that comes close to its expiry or has reached it. */
export interface ExpiringApiKey {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly expiresAt: Date;
  /** The notice that is due: it expires within so many days. */
  readonly daysLeft: ExpiryNoticeDays;
}

/** The notice as the audit log keeps it. */
export function expiryNotice(key: ExpiringApiKey): AuditedAct {
  const { id, name, daysLeft } = key;
  const expiresAt = key.expiresAt.toISOString();
  return daysLeft === 0
    ? { action: 'api_key.expired', subject: { id, name }, after: { expiresAt } }
    : { action: 'api_key.expires_soon', subject: { id, name }, after: { expiresAt, daysLeft } };
}
