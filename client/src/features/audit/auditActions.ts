/** What may be recorded, in the order of the filter. */
export const AUDIT_ACTIONS = [
  'api_key.created',
  'api_key.updated',
  'api_key.rotated',
  'api_key.overlap_ended',
  'api_key.revoked',
  'api_key.leaked',
  'api_key.old_secret_leaked',
  'api_key.expires_soon',
  'api_key.expired',
  'access_token.created',
  'access_token.revoked',
  'access_token.leaked',
  'account.plan_changed',
  'usage.repaired',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** A newer server may record more than this build knows: then its own word is shown. */
export function isAuditAction(text: string | null): text is AuditAction {
  return AUDIT_ACTIONS.some((action) => action === text);
}
