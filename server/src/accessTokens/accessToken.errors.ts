import { DomainError } from '../platform/domainError';

/** The same for a token of another account as for one that never was. */
export function accessTokenNotFound(): DomainError {
  return new DomainError('NOT_FOUND', "This access token doesn't exist or belongs to another account.", {
    field: 'id',
  });
}

/** A stolen token cannot make itself a successor, nor take the others away. */
export function membersOnly(): DomainError {
  return new DomainError('FORBIDDEN', 'Access tokens are managed by signed-in members only.');
}

export function accessTokenLimitReached(limit: number): DomainError {
  return new DomainError(
    'KEY_LIMIT_REACHED',
    `You have ${limit} of ${limit} access tokens. Revoke one you no longer use to create another.`,
  );
}
