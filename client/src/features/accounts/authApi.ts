import { retryAfterSeconds } from '../../lib/retryAfter';

/** Why signing in or up was refused; the forms have a sentence for each. */
export type AuthRefusal =
  | 'wrong'
  | 'exists'
  | 'closed'
  | 'weakPassword'
  | 'elsewhere'
  | 'rateLimited'
  | 'unreachable'
  | 'internal';

export type AuthOutcome = { ok: true } | FailedAuth;

interface FailedAuth {
  readonly ok: false;
  readonly refusal: AuthRefusal;
  /** After how many seconds it is worth another try; 0 when the server did not say. */
  readonly retryAfterSeconds: number;
}

const DEADLINE_MS = 15_000;

const REFUSALS: ReadonlyMap<string, AuthRefusal> = new Map(
  Object.entries({
    INVALID_EMAIL_OR_PASSWORD: 'wrong',
    INVALID_EMAIL: 'wrong',
    USER_ALREADY_EXISTS: 'exists',
    USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'exists',
    PASSWORD_TOO_SHORT: 'weakPassword',
    PASSWORD_TOO_LONG: 'weakPassword',
    EMAIL_PASSWORD_SIGN_UP_DISABLED: 'closed',
    EMAIL_PASSWORD_SIGN_UP_IS_NOT_ENABLED: 'closed',
  } as const),
);

export function signIn(credentials: { email: string; password: string }): Promise<AuthOutcome> {
  return post('/api/auth/sign-in/email', credentials);
}

/** Makes a user with an account of its own, and signs in. */
export function signUp(member: { name: string; email: string; password: string }): Promise<AuthOutcome> {
  return post('/api/auth/sign-up/email', member);
}

export function signOut(): Promise<AuthOutcome> {
  return post('/api/auth/sign-out', {});
}

async function post(path: string, body: Readonly<Record<string, string>>): Promise<AuthOutcome> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.ok) return { ok: true };
    if (response.status === 429) return failed('rateLimited', retryAfterSeconds(response.headers));
    return failed(REFUSALS.get(await codeIn(response)) ?? byStatus(response.status));
  } catch {
    return failed('unreachable');
  }
}

function failed(refusal: AuthRefusal, seconds = 0): FailedAuth {
  return { ok: false, refusal, retryAfterSeconds: seconds };
}

function byStatus(status: number): AuthRefusal {
  if (status === 401) return 'wrong';
  // The server takes this from its public address only.
  return status === 403 ? 'elsewhere' : 'internal';
}

async function codeIn(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
}
