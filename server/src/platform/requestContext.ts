import { type AccessTokenScope, type Actor, mayUse } from './actor';
import { DomainError } from './domainError';

/** What every GraphQL operation knows. Loaders are added by the features that own them. */
export interface RequestContext {
  /** A time-ordered UUID, echoed in `x-request-id` and in every error. */
  readonly requestId: string;
  /** Null when nobody is signed in. */
  readonly actor: Actor | null;
}

/**
 * The one who asks, when they may.
 *
 * @throws DomainError UNAUTHENTICATED when nobody is signed in, FORBIDDEN when the access token lacks the scope.
 */
export function requireActor(context: RequestContext, scope: AccessTokenScope): Actor {
  if (!context.actor) {
    throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an access token in the Authorization header.');
  }
  if (!mayUse(context.actor, scope)) {
    throw new DomainError('FORBIDDEN', `This access token lacks the scope ${scope}.`);
  }
  return context.actor;
}
