import { INPUT_LIMITS } from '@keymeter/shared';
import type { AccessTokenScope, CreateAccessTokenInput } from '../../graphql/accessTokens/graphql';
import { addDays, dayIn, startOfDay } from '../../lib/zonedTime';

/** In the order of the form; what one may only read comes first. */
export const SCOPES = [
  'KEYS_READ',
  'KEYS_WRITE',
  'USAGE_READ',
  'AUDIT_READ',
] as const satisfies readonly AccessTokenScope[];

/** Days that a token may live; null for ever. */
export const LIFETIMES = { '30d': 30, '90d': 90, '365d': 365, never: null } as const;
export type Lifetime = keyof typeof LIFETIMES;

export interface AccessTokenValues {
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly lifetime: Lifetime;
}

/** A token that may do nothing yet and ends in three months. */
export const NEW_TOKEN: AccessTokenValues = { name: '', scopes: [], lifetime: '90d' };

export interface AccessTokenProblems {
  readonly name: 'nameMissing' | 'nameLong' | null;
  readonly scopes: 'noScope' | null;
}

export function problemsOf({ name, scopes }: AccessTokenValues): AccessTokenProblems {
  const length = [...name.normalize('NFC').trim()].length;
  const nameProblem = length === 0 ? 'nameMissing' : length > INPUT_LIMITS.nameLength ? 'nameLong' : null;
  return { name: nameProblem, scopes: scopes.length === 0 ? 'noScope' : null };
}

/** The last instant of the last day in the member's zone; null for never. */
export function expiresAtOf(lifetime: Lifetime, zone: string, now: Date): string | null {
  const days = LIFETIMES[lifetime];
  if (days === null) return null;
  return new Date(startOfDay(zone, addDays(dayIn(zone, now), days + 1)).getTime() - 1).toISOString();
}

export function createInput(values: AccessTokenValues, zone: string, now: Date): CreateAccessTokenInput {
  const expiresAt = expiresAtOf(values.lifetime, zone, now);
  return {
    name: values.name.normalize('NFC').trim(),
    scopes: SCOPES.filter((scope) => values.scopes.includes(scope)),
    ...(expiresAt && { expiresAt }),
  };
}
