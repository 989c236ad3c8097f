import type { IncomingHttpHeaders } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Actor } from '../platform/actor';
import { databaseAway } from '../platform/databaseAway';
import { DomainError } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import type { RequestContext } from '../platform/requestContext';
import type { QueryCheck } from './queryLimits';
import { readCredential } from './readCredential';

/** What the edge knows of one GraphQL request. */
export interface GraphQLRequest {
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
  /** The network address that it came from. */
  readonly address: string;
  /** The document, when there is one. */
  readonly query: string | null;
}

export interface IdentifyParts {
  /** True when the request brings a session cookie, in force or not. */
  readonly hasSessionCookie: (cookieHeader: string | undefined) => boolean;
  readonly memberFromCookie: (headers: Headers) => Promise<Actor | null>;
  readonly programFromToken: (secret: string) => Promise<Actor | null>;
}

/** Finds out who asks; null for nobody. */
export type Identify = (request: Omit<GraphQLRequest, 'query'>) => Promise<Actor | null>;

export interface ContextParts<Loaders extends object> {
  readonly checkQuery: QueryCheck;
  readonly identify: Identify;
  /** Fresh ones for each request, so that nothing is remembered from one to the next. */
  readonly makeLoaders: (actor: Actor | null) => Loaders;
}

/**
 * Makes the one way to find out who asks, by session cookie or access token.
 *
 * The function that it returns throws DomainError UNAUTHENTICATED for a token that is not in force and for two
 * credentials at once. It never falls back from a token to the cookie.
 */
export function createIdentify(parts: IdentifyParts): Identify {
  return async ({ headers, address }) => {
    const found = await findActor(parts, headers);
    return found && { ...found, address };
  };
}

/**
 * Makes what resolvers know of each request: its id, who asks, and the loaders.
 *
 * The function that it returns throws GraphQLError: QUERY_TOO_COMPLEX with status 400; what `identify` refuses with
 * status 401; a database that cannot be asked with status 503 and `retry-after`.
 */
export function createContextFactory<Loaders extends object>(parts: ContextParts<Loaders>) {
  return async (request: GraphQLRequest): Promise<RequestContext & Loaders> => {
    try {
      if (request.query !== null) parts.checkQuery(request.query);
      const actor = await parts.identify(request);
      return { requestId: request.requestId, actor, ...parts.makeLoaders(actor) };
    } catch (error) {
      const refusal = isDatabaseAway(error) ? databaseAway(error) : error;
      throw refusal instanceof DomainError ? withStatus(refusal) : refusal;
    }
  };
}

async function findActor(parts: IdentifyParts, headers: IncomingHttpHeaders): Promise<Actor | null> {
  const credential = readCredential(headers, parts.hasSessionCookie(headers.cookie));
  switch (credential.kind) {
    case 'none':
      return null;
    case 'cookie':
      return parts.memberFromCookie(new Headers({ cookie: headers.cookie ?? '' }));
    case 'token': {
      const actor = await parts.programFromToken(credential.secret);
      if (!actor) throw new DomainError('UNAUTHENTICATED', 'This access token is not valid, or no longer.');
      return actor;
    }
  }
}

const STATUS_OF: Partial<Record<DomainError['code'], number>> = { UNAUTHENTICATED: 401, UNAVAILABLE: 503 };

function withStatus(refusal: DomainError): GraphQLError {
  const status = STATUS_OF[refusal.code] ?? 400;
  const headers = new HeaderMap(refusal.code === 'UNAVAILABLE' ? [['retry-after', '1']] : []);
  return new GraphQLError(refusal.message, {
    originalError: refusal,
    extensions: { http: { status, headers } },
  });
}
