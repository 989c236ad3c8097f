import { createHash, createHmac } from 'node:crypto';

/** What stands in the database instead of a secret. */
export interface SecretHash {
  /** 32 bytes. */
  readonly hash: Buffer;
  /** Tells which pepper made the hash, without telling the pepper. */
  readonly pepperId: string;
}

/**
 * Turns secrets into HMAC-SHA-256 hashes. The secrets carry 256 random bits, so no slow hash is needed; the pepper keeps
 * a stolen database from being of any use. New hashes take the first pepper, old hashes of the others stay valid.
 */
export class SecretHasher {
  private readonly peppers: readonly { readonly id: string; readonly key: string }[];

  constructor(peppers: readonly string[]) {
    if (peppers.length === 0) throw new Error('A pepper is needed to hash secrets.');
    this.peppers = peppers.map((key) => ({ id: pepperIdOf(key), key }));
  }

  /** Tells hashes of these peppers from those of others, whose secrets open nothing here. */
  get pepperIds(): readonly string[] {
    return this.peppers.map(({ id }) => id);
  }

  /** The hash that a new secret gets. */
  current(secret: string): SecretHash {
    const [pepper] = this.peppers;
    if (!pepper) throw new Error('A pepper is needed to hash secrets.');
    return { hash: hmac(pepper.key, secret), pepperId: pepper.id };
  }

  /** Every hash under which this secret may stand, one for each pepper, the current one first. */
  candidates(secret: string): Buffer[] {
    return this.peppers.map(({ key }) => hmac(key, secret));
  }
}

/** Eight hexadecimal digits. */
function pepperIdOf(pepper: string): string {
  return createHash('sha256').update(`pepper-id:${pepper}`).digest('hex').slice(0, 8);
}

function hmac(key: string, secret: string): Buffer {
  return createHmac('sha256', key).update(secret).digest();
}
