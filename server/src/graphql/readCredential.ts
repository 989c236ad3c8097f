import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../platform/domainError';

/** By what a request says who asks. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'cookie' }
  | { readonly kind: 'token'; readonly secret: string };

/** RFC 9110: the scheme's case does not matter. */
const BEARER = /^bearer ([A-Za-z0-9_]{1,200})$/i;

/**
 * Reads the one credential of a GraphQL request.
 *
 * @throws DomainError UNAUTHENTICATED for a malformed header, for two credentials at once, and for `x-api-key`: API keys
 * call models and nothing else.
 */
export function readCredential(headers: IncomingHttpHeaders, hasSessionCookie: boolean): Credential {
  if (headers['x-api-key'] !== undefined) throw refused('API keys do not work here. Send an access token.');
  if (headers.authorization === undefined) return { kind: hasSessionCookie ? 'cookie' : 'none' };
  if (hasSessionCookie) throw refused('Send either an access token or a session cookie, not both.');
  const [, secret] = BEARER.exec(headers.authorization) ?? [];
  if (secret === undefined) throw refused('Send an access token as "Authorization: Bearer …".');
  return { kind: 'token', secret };
}

function refused(message: string): DomainError {
  return new DomainError('UNAUTHENTICATED', message);
}
