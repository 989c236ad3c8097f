import { DomainError } from '../platform/domainError';

/** The database did not commit the settlement in time, and this machine could not keep it either. */
export function notRecordedInTime(cause?: unknown): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'The usage of this call could not be recorded in time.',
    {},
    { cause },
  );
}

/** The ledger has dropped the call's day: a call of it cannot be told from a repeated one any more. */
export class SettlementTooOld extends DomainError {
  constructor() {
    super('UNAVAILABLE', 'The usage of this call came too late: the ledger has dropped its day.');
  }
}
