import type { Actor } from '../platform/actor';
import { DomainError } from '../platform/domainError';
import type { RequestContext } from '../platform/requestContext';

/** Whoever asks, member or program. @throws DomainError UNAUTHENTICATED when nobody does. */
export function requireSignedIn({ actor }: RequestContext): Actor {
  if (!actor) throw new DomainError('UNAUTHENTICATED', 'Sign in to manage access tokens.');
  return actor;
}
