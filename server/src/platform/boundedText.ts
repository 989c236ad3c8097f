import { invalidInput } from './domainError';

/**
 * Refuses a text that is longer than a field may hold. Lengths count characters as PostgreSQL does, not UTF-16 units.
 *
 * @throws DomainError INVALID_INPUT naming the field and the bound.
 */
export function boundedText(field: string, text: string | null | undefined, maxLength: number): void {
  if (text != null && [...text].length > maxLength) {
    throw invalidInput(field, `Use at most ${maxLength} characters.`);
  }
}

/** Controls, lone halves of a pair, ends of lines and paragraphs, and what turns the direction of the text around it. */
const CONTROLS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
/** PostgreSQL can hold neither, in text or in JSON. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Characters that nobody sees and that change how a line is read, such as NUL, a line's end or a right-to-left override. */
export function hasControlCharacters(text: string): boolean {
  return CONTROLS.test(text);
}

/**
 * Refuses a text that cannot be kept: with NUL, or half of a surrogate pair.
 *
 * @throws DomainError INVALID_INPUT naming the field.
 */
export function storableText(field: string, text: string | null | undefined): void {
  if (text != null && UNSTORABLE.test(text)) throw invalidInput(field, 'Use no control characters.');
}
