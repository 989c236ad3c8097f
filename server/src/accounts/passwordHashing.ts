import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { DomainError } from '../platform/domainError';

/** Scrypt, salted; slow on purpose. */
export interface PasswordHashing {
  /** @throws DomainError UNAVAILABLE when too many passwords wait already. */
  hash(password: string): Promise<string>;
  /** @throws DomainError UNAVAILABLE when too many passwords wait already. */
  verify(candidate: { hash: string; password: string }): Promise<boolean>;
}

/** Each takes a thread of four for about 60 ms; the other two stay free for names and files. */
const AT_ONCE = 2;
/** About six seconds of waiting; whoever comes later is sent away at once. */
const MAX_WAITING = 200;

/** Hashing for the whole process, so that a rush of sign-ins cannot starve the gateway of threads. */
export function createPasswordHashing(): PasswordHashing {
  const inTurn = createGate();
  return {
    hash: (password) => inTurn(() => hashPassword(password)),
    verify: (candidate) => inTurn(() => verifyPassword(candidate)),
  };
}

function createGate() {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < AT_ONCE) {
      running += 1;
    } else if (waiting.length < MAX_WAITING) {
      // Whoever ends hands its place over, so running stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      throw new DomainError('UNAVAILABLE', 'Too many people are signing in. Try again in a moment.');
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
