import type { EntityManager } from 'typeorm';
import type { AccessTokenScope } from '../platform/actor';

/** A token as its account sees it. The hash stays inside this file. */
export interface AccessTokenRow {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly lastFour: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
}

export interface NewAccessToken extends AccessTokenRow {
  readonly tokenHash: Buffer;
  readonly pepperId: string;
  readonly createdBy: string | null;
}

/** A token in force, found by its secret. */
export interface TokenInForce extends AccessTokenRow {
  /** The time of the last use was written less than a minute ago. */
  readonly isUseFresh: boolean;
}

/** All SQL about access tokens. Whether one is in force is decided by the database's clock. */
export class AccessTokenRepository {
  constructor(private readonly db: EntityManager) {}

  /** Tokens that were not revoked, newest first. */
  list(accountId: string): Promise<AccessTokenRow[]> {
    return this.db.query<AccessTokenRow[]>(
      `SELECT ${COLUMNS} FROM access_tokens WHERE account_id = $1 AND revoked_at IS NULL
       ORDER BY created_at DESC, id DESC`,
      [accountId],
    );
  }

  async findOwned(accountId: string, id: string): Promise<AccessTokenRow | null> {
    const [row] = await this.db.query<AccessTokenRow[]>(
      `SELECT ${COLUMNS} FROM access_tokens WHERE account_id = $1 AND id = $2`,
      [accountId, id],
    );
    return row ?? null;
  }

  /** One statement, found by the unique index on the hash. Null when revoked, expired or unknown. */
  async findInForce(hashes: readonly Buffer[]): Promise<TokenInForce | null> {
    const [row] = await this.db.query<TokenInForce[]>(
      `SELECT ${COLUMNS}, coalesce(last_used_at > statement_timestamp() - interval '1 minute', false) AS "isUseFresh"
       FROM access_tokens
       WHERE token_hash = ANY ($1::bytea[]) AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > statement_timestamp())`,
      [hashes],
    );
    return row ?? null;
  }

  /** How many tokens in force were made with none of these peppers. */
  async countOfOtherPeppers(pepperIds: readonly string[]): Promise<number> {
    const [row] = await this.db.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n FROM access_tokens
       WHERE pepper_id <> ALL ($1::text[]) AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > statement_timestamp())`,
      [pepperIds],
    );
    return row?.n ?? 0;
  }

  /** Whose token this is or was, whatever its state; null when there never was one. */
  async findBySecret(
    hashes: readonly Buffer[],
  ): Promise<(Pick<AccessTokenRow, 'id' | 'accountId' | 'name'> & { readonly isRevoked: boolean }) | null> {
    const [row] = await this.db.query<(AccessTokenRow & { readonly isRevoked: boolean })[]>(
      `SELECT ${COLUMNS}, revoked_at IS NOT NULL AS "isRevoked" FROM access_tokens WHERE token_hash = ANY ($1::bytea[])`,
      [hashes],
    );
    return row ?? null;
  }

  /** Writes the time of use unless somebody wrote it within the last minute. */
  async markUsed(id: string): Promise<void> {
    await this.db.query(
      `UPDATE access_tokens SET last_used_at = statement_timestamp()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= statement_timestamp() - interval '1 minute')`,
      [id],
    );
  }

  /**
   * Adds a token unless the account has as many as it may. Within a transaction two at once cannot pass the bound
   * together: they queue on a lock of the account that is held until its end.
   *
   * @returns false when the account is full.
   */
  async insertWithinLimit(token: NewAccessToken, limit: number): Promise<boolean> {
    // A statement of its own: the count that follows has to see what the one before in the queue has written.
    await this.db.query(`SELECT pg_advisory_xact_lock(hashtextextended('access_tokens ' || $1::text, 0))`, [
      token.accountId,
    ]);
    const inserted = await this.db.query<unknown[]>(INSERT_WITHIN_LIMIT, [
      token.id,
      token.accountId,
      token.name,
      token.tokenHash,
      token.pepperId,
      token.lastFour,
      token.scopes,
      token.createdBy,
      token.createdAt,
      token.expiresAt,
      limit,
    ]);
    return inserted.length === 1;
  }

  /** Does nothing to a token that is revoked already, so that the first time stays. @returns true when this call did it. */
  async markRevoked(accountId: string, id: string): Promise<boolean> {
    const [, revoked] = await this.db.query<[unknown, number]>(
      `UPDATE access_tokens SET revoked_at = statement_timestamp()
       WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL`,
      [accountId, id],
    );
    return revoked === 1;
  }
}

const COLUMNS = `
  id, account_id AS "accountId", name, last_four AS "lastFour", scopes, created_at AS "createdAt",
  last_used_at AS "lastUsedAt", expires_at AS "expiresAt"`;

const INSERT_WITHIN_LIMIT = `
  INSERT INTO access_tokens
    (id, account_id, name, token_hash, pepper_id, last_four, scopes, created_by, created_at, expires_at)
  SELECT $1::uuid, $2::uuid, $3, $4::bytea, $5, $6, $7::text[], $8::uuid, $9::timestamptz, $10::timestamptz
  WHERE (SELECT count(*) FROM access_tokens WHERE account_id = $2::uuid AND revoked_at IS NULL) < $11
  RETURNING id`;
