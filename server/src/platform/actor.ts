/** What an access token may do; a signed-in member may do all of it. */
export const ACCESS_TOKEN_SCOPES = ['KEYS_READ', 'KEYS_WRITE', 'USAGE_READ', 'AUDIT_READ'] as const;
export type AccessTokenScope = (typeof ACCESS_TOKEN_SCOPES)[number];

/** Who is asking, always in the name of exactly one account. */
export type Actor = MemberActor | AccessTokenActor | OperatorActor;

interface AnyActor {
  /** The network address that the request came from; left out for the command line. */
  readonly address?: string;
}

/** A person, signed in on a screen. */
export interface MemberActor extends AnyActor {
  readonly kind: 'member';
  readonly accountId: string;
  readonly userId: string;
}

/** A program with an access token. */
export interface AccessTokenActor extends AnyActor {
  readonly kind: 'accessToken';
  readonly accountId: string;
  readonly accessTokenId: string;
  readonly scopes: readonly AccessTokenScope[];
}

/** Whoever may run the command line of the server itself. */
export interface OperatorActor extends AnyActor {
  readonly kind: 'operator';
  readonly accountId: string;
}

/** True when the actor may do what the scope covers. */
export function mayUse(actor: Actor, scope: AccessTokenScope): boolean {
  return actor.kind !== 'accessToken' || actor.scopes.includes(scope);
}
