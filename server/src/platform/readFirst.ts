import { INPUT_LIMITS } from '@keymeter/shared';
import { invalidInput } from './domainError';

const DEFAULT_PAGE_SIZE = 25;

/** How many rows a page has; 25 when left out. @throws DomainError INVALID_INPUT unless it is a whole number from 1 to 100. */
export function readFirst(first: number | null | undefined): number {
  const rows = first ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(rows) || rows < 1 || rows > INPUT_LIMITS.pageSize) {
    throw invalidInput('first', `Ask for 1 to ${INPUT_LIMITS.pageSize} rows.`);
  }
  return rows;
}
