import { createHash } from 'node:crypto';
import { boundedText, storableText } from '../platform/boundedText';
import { invalidInput } from '../platform/domainError';

/** A call that may come again, with what it asks for. */
export interface IdempotentCall {
  readonly operation: 'createApiKey' | 'rotateApiKey';
  /** Chosen by the caller, 1 to 200 characters. */
  readonly key: string;
  /** Two calls ask for the same when their hashes are equal. */
  readonly inputHash: Buffer;
}

const KEY_LENGTH = 200;

/**
 * Null when the caller gave no key: then every call counts for itself.
 *
 * @param input what is asked for, its lists in an order of their own.
 * @throws DomainError INVALID_INPUT for a key that is empty, too long, or cannot be kept.
 */
export function readIdempotentCall(
  operation: IdempotentCall['operation'],
  key: string | null | undefined,
  input: readonly unknown[],
): IdempotentCall | null {
  if (key == null) return null;
  boundedText('idempotencyKey', key, KEY_LENGTH);
  if (key === '') throw invalidInput('idempotencyKey', `Give 1 to ${KEY_LENGTH} characters.`);
  // Two keys that differ in what cannot be kept would be one.
  storableText('idempotencyKey', key);
  return { operation, key, inputHash: createHash('sha256').update(JSON.stringify(input)).digest() };
}
