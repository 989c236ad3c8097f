import { INPUT_LIMITS } from '@keymeter/shared';
import { boundedText, hasControlCharacters } from './boundedText';
import { invalidInput } from './domainError';

/**
 * A name as it is kept: trimmed and in Unicode's composed form.
 *
 * @throws DomainError INVALID_INPUT when it is empty, too long, or holds control characters.
 */
export function cleanName(field: string, name: string): string {
  const clean = name.normalize('NFC').trim();
  if (clean === '') throw invalidInput(field, 'Enter a name.');
  boundedText(field, clean, INPUT_LIMITS.nameLength);
  if (hasControlCharacters(clean)) {
    throw invalidInput(field, 'Use letters, numbers and signs only, no control characters.');
  }
  return clean;
}
