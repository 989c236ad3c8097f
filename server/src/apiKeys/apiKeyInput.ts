import { INPUT_LIMITS } from '@keymeter/shared';
import { boundedText, storableText } from '../platform/boundedText';
import { cleanName } from '../platform/cleanName';
import { invalidInput } from '../platform/domainError';
import type { LimitsInput } from './apiKeyLimits';

const DAY_MS = 86_400_000;

/** What a caller wants of a new key. */
export interface CreateApiKey {
  readonly name: string;
  readonly allModels?: boolean | null | undefined;
  readonly modelIds?: readonly string[] | null | undefined;
  readonly expiresAt?: Date | null | undefined;
  readonly note?: string | null | undefined;
  readonly limits?: LimitsInput | null | undefined;
  /** A retry with the same value within 24 hours makes no second key. */
  readonly idempotencyKey?: string | null | undefined;
}

/** What a caller wants changed; what is undefined stays. Null takes the expiry or the note away. */
export interface UpdateApiKey {
  readonly id: string;
  /** The version that the caller saw; null or undefined: whatever it is now. */
  readonly version?: number | null | undefined;
  readonly name?: string | null | undefined;
  readonly allModels?: boolean | null | undefined;
  readonly modelIds?: readonly string[] | null | undefined;
  readonly expiresAt?: Date | null | undefined;
  readonly note?: string | null | undefined;
  /** Null takes every limit away; within it what is undefined stays. */
  readonly limits?: LimitsInput | null | undefined;
}

/** Which models a key may call: all, future ones too, or a list that is never empty. */
export type Permission =
  | { readonly allModels: true }
  | { readonly allModels: false; readonly modelIds: readonly string[] };

/** Trimmed and in Unicode's composed form. @throws DomainError INVALID_INPUT */
export function readName(name: string | null): string {
  return cleanName('name', name ?? '');
}

/** Trimmed; null when there is none. @throws DomainError INVALID_INPUT */
export function readNote(note: string | null): string | null {
  const clean = (note ?? '').normalize('NFC').trim();
  boundedText('note', clean, INPUT_LIMITS.noteLength);
  storableText('note', clean);
  return clean === '' ? null : clean;
}

/** When a key may expire. */
export interface ExpiryRule {
  readonly now: Date;
  /** It has to expire within so many days of 24 hours; null: it may also never expire. */
  readonly maxLifetimeDays: number | null;
}

/** An instant to come; null for never. @throws DomainError INVALID_INPUT */
export function readExpiry(expiresAt: Date | null, { now, maxLifetimeDays }: ExpiryRule): Date | null {
  const tooLate = invalidInput('expiresAt', `Choose a date within ${maxLifetimeDays} days.`);
  if (expiresAt === null) {
    if (maxLifetimeDays !== null) throw tooLate;
    return null;
  }
  if (Number.isNaN(expiresAt.getTime()) || expiresAt <= now) {
    throw invalidInput('expiresAt', 'Choose a date in the future.');
  }
  if (expiresAt.getUTCFullYear() > 9999)
    throw invalidInput('expiresAt', 'Choose a date before the year 10000.');
  if (maxLifetimeDays !== null && expiresAt.getTime() > now.getTime() + maxLifetimeDays * DAY_MS)
    throw tooLate;
  return expiresAt;
}

/**
 * Either all models or a list. Empty never means all.
 *
 * @throws DomainError INVALID_INPUT for neither, both, an empty list, or one that is too long.
 */
export function readPermission({
  allModels,
  modelIds,
}: Pick<CreateApiKey, 'allModels' | 'modelIds'>): Permission {
  if (allModels === true && modelIds != null) {
    throw invalidInput('modelIds', 'Either give modelIds or set allModels to true, not both.');
  }
  if (allModels === true) return { allModels: true };
  if (modelIds == null || modelIds.length === 0) {
    throw invalidInput('modelIds', 'Choose at least one model, or select "All models".');
  }
  if (modelIds.length > INPUT_LIMITS.modelIdsPerKey) {
    throw invalidInput(
      'modelIds',
      `Choose at most ${INPUT_LIMITS.modelIdsPerKey} models, or select "All models".`,
    );
  }
  return { allModels: false, modelIds };
}
