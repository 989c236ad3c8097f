/** Everything that the sign-in library can do is below this path. */
export const AUTH_BASE_PATH = '/api/auth';

/**
 * What we offer of the sign-in library. All else answers "not found": nobody can open, rename or delete an account,
 * invite, or change a plan through it.
 */
export const AUTH_ROUTES: readonly { readonly method: 'GET' | 'POST'; readonly path: string }[] = [
  { method: 'GET', path: '/ok' },
  { method: 'GET', path: '/get-session' },
  { method: 'GET', path: '/list-sessions' },
  { method: 'GET', path: '/organization/list' },
  { method: 'POST', path: '/sign-up/email' },
  { method: 'POST', path: '/sign-in/email' },
  { method: 'POST', path: '/sign-out' },
  { method: 'POST', path: '/change-password' },
  { method: 'POST', path: '/revoke-session' },
  { method: 'POST', path: '/revoke-sessions' },
  { method: 'POST', path: '/revoke-other-sessions' },
  { method: 'POST', path: '/organization/set-active' },
];

/** True for a request that the sign-in library may see. Paths are compared letter by letter. */
export function isOffered(method: string, pathname: string): boolean {
  return AUTH_ROUTES.some((route) => route.method === method && AUTH_BASE_PATH + route.path === pathname);
}
