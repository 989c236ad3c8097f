import { DomainError } from './domainError';
import { isDatabaseAway } from './isDatabaseAway';

/** What a stranger is told while the database cannot be asked. */
export function databaseAway(cause: unknown): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'The service cannot answer right now. Try again in a second.',
    {},
    { cause },
  );
}

/** True for an error of a database that is away, and for the refusal that was made of it. */
export function tellsOfDatabaseAway(error: unknown): boolean {
  return isDatabaseAway(error instanceof DomainError ? error.cause : error);
}
