import { APIError, createAuthMiddleware } from 'better-auth/api';
import { cleanName } from '../platform/cleanName';
import { DomainError } from '../platform/domainError';
import { isUuid } from '../platform/uuid';
import type { PasswordHashing } from './passwordHashing';
import { readEmail } from './signUpInput';

/** Bounds on what the sign-in library takes, beyond its own. */
export const guardAuthRequest = createAuthMiddleware(async (context) => {
  const body = isRecord(context.body) ? context.body : {};
  if (context.path === '/change-password') {
    // Whoever changes a password because somebody else knows it wants them out.
    return { context: { body: { ...body, revokeOtherSessions: true } } };
  }
  if (context.path === '/organization/set-active') {
    const id = body.organizationId;
    if (typeof id !== 'string' || !isUuid(id)) {
      throw new APIError('BAD_REQUEST', { message: 'organizationId: give the id of one of your accounts.' });
    }
    return { context: { body: { organizationId: id } } };
  }
  return undefined;
});

/** Name and address of a new person, checked and in the form in which they are kept; no picture. */
export function readNewUser(user: { name: string; email: string }): {
  name: string;
  email: string;
  image: null;
} {
  try {
    return { name: cleanName('name', user.name), email: readEmail(user.email), image: null };
  } catch (error) {
    throw inWordsOfTheLibrary(error);
  }
}

/** The same hashing with refusals that the library passes on as they are. */
export function guardPasswords({ hash, verify }: PasswordHashing): PasswordHashing {
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw inWordsOfTheLibrary(error);
    }
  };
  return { hash: (password) => guarded(hash(password)), verify: (candidate) => guarded(verify(candidate)) };
}

function inWordsOfTheLibrary(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const status = error.code === 'UNAVAILABLE' ? 'SERVICE_UNAVAILABLE' : 'BAD_REQUEST';
  return new APIError(status, { message: error.message });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
