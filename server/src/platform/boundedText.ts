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

/** Text without control characters, such as NUL, which PostgreSQL cannot hold. */
export function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
