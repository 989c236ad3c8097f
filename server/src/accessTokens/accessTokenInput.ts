import { ACCESS_TOKEN_SCOPES, type AccessTokenScope } from '../platform/actor';
import { invalidInput } from '../platform/domainError';

/** What a member wants of a new token. */
export interface CreateAccessToken {
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly expiresAt?: Date | null | undefined;
}

/** Each once, in the order of the list of all. @throws DomainError INVALID_INPUT when there is none */
export function readScopes(scopes: readonly AccessTokenScope[]): AccessTokenScope[] {
  const wanted = ACCESS_TOKEN_SCOPES.filter((scope) => scopes.includes(scope));
  if (wanted.length === 0)
    throw invalidInput('scopes', `Choose at least one of ${ACCESS_TOKEN_SCOPES.join(', ')}.`);
  return wanted;
}

/** An instant to come; null for never. @throws DomainError INVALID_INPUT */
export function readExpiry(expiresAt: Date | null | undefined, now: Date): Date | null {
  if (expiresAt == null) return null;
  if (!(expiresAt > now)) throw invalidInput('expiresAt', 'Choose a date in the future.');
  if (expiresAt.getUTCFullYear() > 9999)
    throw invalidInput('expiresAt', 'Choose a date before the year 10000.');
  return expiresAt;
}
