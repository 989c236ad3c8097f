import { DomainError } from '../platform/domainError';

export function modelNotAvailable(id: string, field: string): DomainError {
  return new DomainError(
    'MODEL_NOT_AVAILABLE',
    `The model "${id}" is not available. Remove it to continue.`,
    {
      field,
    },
  );
}
