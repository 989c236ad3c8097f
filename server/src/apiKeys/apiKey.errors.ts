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

/** Names the key that the first of the calls made or changed. Its secret was handed out then. */
export function idempotentReplay(id: string): DomainError {
  return new DomainError(
    'IDEMPOTENT_REPLAY',
    `This request was carried out before, on the API key ${id}. Its secret was shown then and cannot be shown again.`,
    { field: 'idempotencyKey', id },
  );
}

export function idempotencyKeyReused(): DomainError {
  return new DomainError('CONFLICT', 'This idempotencyKey was used for something else. Use a new one.', {
    field: 'idempotencyKey',
  });
}

export function apiKeyNotUsable(): DomainError {
  return new DomainError(
    'CONFLICT',
    'This key does not work any more and cannot be rotated. Create a new one.',
    {
      field: 'id',
    },
  );
}

export function apiKeyOverlapRuns(): DomainError {
  return new DomainError(
    'CONFLICT',
    'The old secret of the last rotation still works. End its overlap first.',
    {
      field: 'id',
    },
  );
}
