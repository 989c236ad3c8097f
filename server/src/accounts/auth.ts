import { betterAuth } from 'better-auth';
import { type AuthParts, authOptions } from './authOptions';
import { isOffered } from './authRoutes';
import { hasCookie, sessionCookieFor } from './sessionCookie';

/** A session in force. */
export interface Session {
  readonly userId: string;
  /** The account that the person chose last; they may have lost it since. */
  readonly activeAccountId: string | null;
}

/** Signing up, in and out. The rest of the server knows nothing else of the library behind it. */
export interface Auth {
  /** Answers one request below AUTH_BASE_PATH. */
  handle(request: Request): Promise<Response>;
  /** Asks the database each time: a session that was ended elsewhere is null at once. */
  sessionOf(headers: Headers): Promise<Session | null>;
  /** True when the request brings a session cookie, in force or not. */
  hasSessionCookie(cookieHeader: string | undefined): boolean;
}

export function createAuth(parts: AuthParts): Auth {
  const auth = betterAuth(authOptions(parts));
  const { origin } = new URL(parts.publicUrl);
  const cookie = sessionCookieFor(parts.publicUrl);
  return {
    async handle(request) {
      if (!isOffered(request.method, new URL(request.url).pathname))
        return refuse(404, 'There is nothing here.');
      if (request.method !== 'GET' && request.headers.get('origin') !== origin) {
        return refuse(403, `Send this from ${origin}: the Origin header is missing or names another site.`);
      }
      return auth.handler(request);
    },
    async sessionOf(headers) {
      if (!hasCookie(headers.get('cookie'), cookie.name)) return null;
      const found = await auth.api.getSession({
        headers,
        query: { disableRefresh: true, disableCookieCache: true },
      });
      return found && { userId: found.user.id, activeAccountId: found.session.activeOrganizationId ?? null };
    },
    hasSessionCookie: (cookieHeader) => hasCookie(cookieHeader, cookie.name),
  };
}

function refuse(status: 403 | 404, message: string): Response {
  return Response.json({ message }, { status, headers: { 'cache-control': 'no-store' } });
}
