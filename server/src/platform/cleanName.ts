import { INPUT_LIMITS } from '@keymeter/shared';
import { boundedText, hasControlCharacters } from './boundedText';
import { invalidInput } from './domainError';

/** Something that can be seen: a letter, a number, or a sign. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name as it is kept: trimmed and in Unicode's composed form.
 *
 * @throws DomainError INVALID_INPUT when it is empty, invisible, too long, or holds control characters.
 */
export function cleanName(field: string, name: string): string {
  const clean = name.normalize('NFC').trim();
  if (clean === '') throw invalidInput(field, 'Enter a name.');
  boundedText(field, clean, INPUT_LIMITS.nameLength);
  if (hasControlCharacters(clean)) {
    throw invalidInput(field, 'Use letters, numbers and signs only, no control characters.');
  }
  if (!VISIBLE.test(clean)) throw invalidInput(field, 'Enter a name.');
  return clean;
}
