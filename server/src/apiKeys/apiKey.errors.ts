import { DomainError } from '../platform/domainError';

/** The same for a key of another account as for one that never was. */
export function apiKeyNotFound(): DomainError {
  return new DomainError('NOT_FOUND', "This API key doesn't exist or belongs to another account.", {
    field: 'id',
  });
}

export function apiKeyChanged(): DomainError {
  return new DomainError('CONFLICT', 'This key was changed somewhere else since you opened it.', {
    field: 'version',
  });
}

export function apiKeyRevoked(): DomainError {
  return new DomainError('CONFLICT', "This key was revoked and can't be edited.", { field: 'id' });
}

export function paidPlanRequired(): DomainError {
  return new DomainError(
    'PAID_PLAN_REQUIRED',
    "Please ensure your account is subscribed to a paid plan. If you don't have one, please contact us.",
  );
}

export function apiKeyLimitReached(limit: number): DomainError {
  return new DomainError(
    'KEY_LIMIT_REACHED',
    `You have ${limit} of ${limit} keys. Revoke one you no longer use to create another.`,
  );
}
