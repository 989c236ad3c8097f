import { DomainError } from '../platform/domainError';

export function accountNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such account.', { field: 'accountId' });
}

export function emailTaken(): DomainError {
  return new DomainError('CONFLICT', 'Somebody with this e-mail address is signed up already.', {
    field: 'email',
  });
}
