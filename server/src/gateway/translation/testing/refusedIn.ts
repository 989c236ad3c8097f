import type { FieldRules } from '../fieldRules';

/** The names of the fields that are refused when they ask for something. */
export function refusedIn(fields: FieldRules): string[] {
  return Object.entries(fields).flatMap(([name, { how }]) => (how === 'REFUSED' ? [name] : []));
}
