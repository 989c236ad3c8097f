import type { PlanName } from './commandServices';

/** The plan that `paid` or `free` means. */
export function planNameOf(word: string): PlanName {
  return word === 'paid' ? 'PAID' : 'FREE';
}
