import type { BetterAuthOptions } from 'better-auth';
import { organization } from 'better-auth/plugins';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { AccountService } from './account.service';
import { guardAuthRequest, guardPasswords, readNewUser } from './authGuards';
import { AUTH_BASE_PATH } from './authRoutes';
import { AUTH_TABLES, ORGANIZATION_TABLES, RATE_LIMIT_TABLE } from './authTables';
import type { PasswordHashing } from './passwordHashing';
import { sessionCookieFor } from './sessionCookie';
import { PASSWORD_LENGTH } from './signUpInput';

export interface AuthParts {
  readonly pool: Pool;
  /** Where browsers find this server; the only origin that may sign in or out. */
  readonly publicUrl: string;
  /** Signs cookies. At least 32 random characters. */
  readonly secret: string;
  readonly accounts: AccountService;
  readonly passwords: PasswordHashing;
  readonly newId: () => string;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  /** Tries for each address and path in a minute; 10 when left out. */
  readonly signInsPerMinute?: number;
}

/** Set by our own HTTP edge from the connection, over whatever the client sent under this name. */
export const CLIENT_ADDRESS_HEADER = 'x-keymeter-client-address';

const DAY_SECONDS = 24 * 60 * 60;
/** Reading costs no guess, so it is not counted: each count is a write. */
const NOT_LIMITED = { '/get-session': false, '/ok': false, '/sign-out': false } as const;

/** How the sign-in library is set up. The same in every NODE_ENV: its own defaults are laxer outside production. */
export function authOptions(parts: AuthParts) {
  return {
    appName: 'Keymeter',
    baseURL: parts.publicUrl,
    basePath: AUTH_BASE_PATH,
    secret: parts.secret,
    database: parts.pool,
    trustedOrigins: [new URL(parts.publicUrl).origin],
    telemetry: { enabled: false },
    ...AUTH_TABLES,
    session: {
      ...AUTH_TABLES.session,
      expiresIn: 7 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      cookieCache: { enabled: false },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: guardPasswords(parts.passwords),
    },
    plugins: [
      organization({
        schema: ORGANIZATION_TABLES,
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
      }),
    ],
    rateLimit: signInLimits(parts.signInsPerMinute ?? 10),
    advanced: {
      database: { generateId: parts.newId },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      ...cookiesFor(parts.publicUrl),
    },
    // Refusals are still answered; faults come to our own edge instead of the console.
    onAPIError: { throw: true },
    hooks: { before: guardAuthRequest },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, ...readNewUser(user) } }) } },
      // Runs once the session is committed: signing up is one transaction, and this needs another connection.
      session: { create: { after: (session) => parts.accounts.openSession(session.id, session.userId) } },
    },
    // At any other level the library writes refusals to the console besides.
    logger: {
      level: 'info',
      log: (level, message, ...details) => log(parts.logger, level, message, details),
    },
  } satisfies BetterAuthOptions;
}

function signInLimits(perMinute: number) {
  const guesses = { window: 60, max: perMinute };
  return {
    enabled: true,
    storage: 'database',
    window: 60,
    max: 120,
    customRules: {
      ...NOT_LIMITED,
      '/sign-in/email': guesses,
      '/sign-up/email': guesses,
      '/change-password': guesses,
    },
    ...RATE_LIMIT_TABLE,
  } as const;
}

/** The library's own prefix would be `__Secure-`, so the whole name is given instead. */
function cookiesFor(publicUrl: string) {
  const { name, secure } = sessionCookieFor(publicUrl);
  const attributes = { secure, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return {
    useSecureCookies: false,
    defaultCookieAttributes: attributes,
    cookies: {
      session_token: { name, attributes },
      session_data: { name: `${name}_data`, attributes },
      dont_remember: { name: `${name}_short`, attributes },
    },
  };
}

/** Wrong passwords are no fault of ours and would fill the log; what the library calls an error goes in once. */
function log(logger: AuthParts['logger'], level: string, message: string, details: unknown[]): void {
  if (level !== 'error') return;
  const [cause] = details;
  if (cause instanceof Error) logger.error({ err: cause }, `sign-in: ${message}`);
  else logger.warn(`sign-in: ${message}`);
}
