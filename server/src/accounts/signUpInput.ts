import * as z from 'zod';
import { invalidInput } from '../platform/domainError';

/** One truth for the sign-up form's route and the command line. Lengths are in characters. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;
/** RFC 5321's longest path, less the angle brackets. */
const EMAIL_MAX_LENGTH = 254;

/** An address in lower case. @throws DomainError INVALID_INPUT */
export function readEmail(email: string): string {
  const clean = email.trim().toLowerCase();
  if (clean.length > EMAIL_MAX_LENGTH || !z.email().safeParse(clean).success) {
    throw invalidInput('email', 'Enter an e-mail address, such as name@example.com.');
  }
  return clean;
}

/** A password as it was typed, spaces included. @throws DomainError INVALID_INPUT */
export function readPassword(password: string): string {
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
    throw invalidInput('password', `Use ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`);
  }
  return password;
}
