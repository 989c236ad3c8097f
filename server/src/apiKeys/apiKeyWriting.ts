import type { AuditTrail } from '../audit/auditTrail';
import type { InTransaction } from '../platform/inTransaction';
import { idempotencyKeyReused, idempotentReplay } from './apiKey.errors';
import type { ApiKeyRepository } from './apiKey.repository';
import type { IdempotentCall } from './idempotentCall';
import type { IdempotentCallRepository } from './idempotentCall.repository';

/** What a change of a key is written with, all or nothing. */
export interface ApiKeyWriting {
  readonly keys: ApiKeyRepository;
  readonly calls: IdempotentCallRepository;
  readonly audit: AuditTrail;
}

export type InApiKeyTransaction = InTransaction<ApiKeyWriting>;

/**
 * Lets a call be carried out once. To be called in its transaction, before anything is written.
 *
 * @throws DomainError IDEMPOTENT_REPLAY when the same was carried out before, CONFLICT when something else was.
 */
export async function carryOutOnce(
  calls: IdempotentCallRepository,
  call: IdempotentCall | null,
  { accountId, subjectId }: { readonly accountId: string; readonly subjectId: string },
): Promise<void> {
  if (!call) return;
  const before = await calls.claim(accountId, call, subjectId);
  if (!before) return;
  if (call.inputHash.equals(before.inputHash)) throw idempotentReplay(before.subjectId);
  throw idempotencyKeyReused();
}
