import type { Actor } from '../platform/actor';

/** Everything that is recorded. */
export const AUDIT_ACTIONS = [
  'access_token.created',
  'access_token.leaked',
  'access_token.revoked',
  'account.plan_changed',
  'api_key.created',
  'api_key.expired',
  'api_key.expires_soon',
  'api_key.leaked',
  'api_key.old_secret_leaked',
  'api_key.overlap_ended',
  'api_key.revoked',
  'api_key.rotated',
  'api_key.updated',
  'usage.repaired',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Values of fields, as a person would read them. Never a secret nor a hash. */
export type AuditedFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What was done to what. */
export interface AuditedAct {
  readonly action: AuditAction;
  readonly subject: { readonly id: string; readonly name: string };
  /** The fields that the act changed, as they were; left out when there was nothing before. */
  readonly before?: AuditedFields;
  readonly after?: AuditedFields;
}

/** Whoever acts: somebody, or the system by itself. */
export type AuditedActor = Actor | { readonly kind: 'system'; readonly accountId: string };

/** Where acts are recorded, in the transaction of the act itself. */
export interface AuditTrail {
  record(actor: AuditedActor, act: AuditedAct): Promise<void>;
}
