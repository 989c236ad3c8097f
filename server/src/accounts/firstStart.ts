import { randomBytes } from 'node:crypto';
import { DomainError } from '../platform/domainError';
import type { AccountService } from './account.service';

/** Shown once, on the terminal of the start that made it. */
export interface SignIn {
  readonly email: string;
  /** Null when it was given: whoever gave it knows it, and it is not for a terminal or a log. */
  readonly password: string | null;
}

/**
 * Makes the person who runs this installation, with a paid account of their own, when there is none yet.
 * Safe when many nodes start at once.
 *
 * @returns how to sign in, only when this call made it.
 * @throws DomainError INVALID_INPUT for a bad address or password; CONFLICT when the address is somebody else's.
 */
export async function ensureFirstOperator(
  accounts: AccountService,
  wish: { readonly email: string; readonly password?: string | undefined },
): Promise<SignIn | null> {
  if (await accounts.hasOperator()) return null;
  const password = wish.password ?? newPassword();
  const created = await accounts.createFirstOperator({
    name: 'Operator',
    plan: 'PAID',
    email: wish.email,
    password,
  });
  return created && { email: wish.email, password: wish.password === undefined ? password : null };
}

/**
 * Makes a member with a paid account, so that everything can be tried at once. Safe when many nodes start at once.
 *
 * @returns how to sign in, only when this call made it.
 */
export async function ensureDemoMember(accounts: AccountService, email: string): Promise<SignIn | null> {
  if (await accounts.hasUser(email)) return null;
  const password = newPassword();
  try {
    await accounts.createAccount({ name: 'Demo', plan: 'PAID', email, password });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CONFLICT') return null;
    throw error;
  }
  return { email, password };
}

/** 120 random bits in 20 characters. */
function newPassword(): string {
  return randomBytes(15).toString('base64url');
}
