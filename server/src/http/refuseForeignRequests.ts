import type { FastifyRequest } from 'fastify';
import { DomainError } from '../platform/domainError';
import { isForeignOrigin, isForeignPage } from './foreignOrigin';

/** What is needed to tell our own pages from others. */
export interface CookieParts {
  /** True when a request brings a session cookie, in force or not. */
  readonly hasSessionCookie: (cookieHeader: string | undefined) => boolean;
  readonly publicUrl: string;
}

/** For what changes something. @throws DomainError FORBIDDEN unless a request with a cookie comes from our own pages. */
export function refuseForeignOrigin(request: FastifyRequest, parts: CookieParts): void {
  if (!parts.hasSessionCookie(request.headers.cookie)) return;
  if (isForeignOrigin(request.headers, new URL(parts.publicUrl).origin)) throw fromOurPagesOnly();
}

/**
 * For what only reads, but costs much: another site could make browsers of our members ask for it again and again.
 *
 * @throws DomainError FORBIDDEN when a request with a cookie comes from another site's page.
 */
export function refuseForeignPage(request: FastifyRequest, parts: CookieParts): void {
  if (!parts.hasSessionCookie(request.headers.cookie)) return;
  if (isForeignPage(request.headers, new URL(parts.publicUrl).origin)) throw fromOurPagesOnly();
}

function fromOurPagesOnly(): DomainError {
  return new DomainError('FORBIDDEN', 'With a session cookie, requests are taken from our own pages only.');
}
