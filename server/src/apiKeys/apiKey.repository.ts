import type { EntityManager } from 'typeorm';
import type { LeakedSecret } from '../platform/leakedSecret';
import { ApiKeyEntity } from './apiKey.entity';
import type { ApiKeyLimits } from './apiKeyLimits';
import { API_KEY_COLUMNS, type ApiKeyRecord, FROM_API_KEYS, JOIN_OLD_SECRET } from './apiKeyRecord';

/** A key that is not there yet; the database gives it its times. */
export type NewApiKey = Omit<
  ApiKeyEntity,
  'createdAt' | 'updatedAt' | 'version' | 'revokedAt' | 'leakedAt' | 'leakSource' | 'leakUrl'
>;

export interface NewSecret {
  readonly hash: Buffer;
  readonly pepperId: string;
}

/** Whose secret this is or was, and whether it still opens anything. */
export interface SecretOwner {
  readonly accountId: string;
  readonly apiKeyId: string;
  readonly standing: 'IN_FORCE' | 'RUNNING_OUT' | 'ENDED';
}

/** The columns that an edit may set. */
export type ApiKeyChange = Partial<
  Pick<ApiKeyEntity, 'name' | 'allModels' | 'modelNumbers' | 'expiresAt' | 'note' | 'lastFour'>
>;

/** Told to every node in the transaction that stops a key; the payload is the key's id. */
export const KEY_REVOKED_CHANNEL = 'keymeter_key_revoked';

/** All SQL about keys. Methods about one account take its id first. */
export class ApiKeyRepository {
  constructor(private readonly db: EntityManager) {}

  async findOwned(accountId: string, id: string): Promise<ApiKeyRecord | null> {
    const [row] = await this.select('WHERE k.account_id = $1 AND k.id = $2', [accountId, id]);
    return row ?? null;
  }

  /** The key that answers to one of these hashes now, whatever its status; by the primary key of the secrets. */
  async findBySecretHashes(hashes: readonly Buffer[]): Promise<ApiKeyRecord | null> {
    const [row] = await this.select(
      `JOIN api_key_secrets s ON s.api_key_id = k.id
       WHERE s.secret_hash = ANY ($1::bytea[]) AND (s.ends_at IS NULL OR s.ends_at > statement_timestamp())`,
      [hashes],
    );
    return row ?? null;
  }

  /** Also when the secret has ended; null when no key ever had it. By the primary key of the secrets. */
  async findSecretOwner(hashes: readonly Buffer[]): Promise<SecretOwner | null> {
    const [owner] = await this.db.query<SecretOwner[]>(
      `SELECT k.account_id AS "accountId", k.id AS "apiKeyId",
         CASE WHEN k.revoked_at IS NOT NULL OR k.leaked_at IS NOT NULL THEN 'ENDED' WHEN s.ends_at IS NULL THEN 'IN_FORCE' WHEN s.ends_at > statement_timestamp() THEN 'RUNNING_OUT' ELSE 'ENDED' END
           AS standing
       FROM api_key_secrets s JOIN api_keys k ON k.id = s.api_key_id WHERE s.secret_hash = ANY ($1::bytea[])`,
      [hashes],
    );
    return owner ?? null;
  }

  /** In no order; ids of other accounts are left out. */
  listOwnedByIds(accountId: string, ids: readonly string[]): Promise<ApiKeyRecord[]> {
    return this.select('WHERE k.account_id = $1 AND k.id = ANY ($2::uuid[])', [accountId, ids]);
  }

  /** Lets writers of one account wait for each other until the transaction ends. */
  async lockAccount(accountId: string): Promise<void> {
    await this.db.query('SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
  }

  /** Keys that are neither revoked nor leaked nor expired. */
  async countUsable(accountId: string): Promise<number> {
    const [row] = await this.db.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n FROM api_keys
       WHERE account_id = $1 AND revoked_at IS NULL AND leaked_at IS NULL
         AND (expires_at IS NULL OR expires_at > statement_timestamp())`,
      [accountId],
    );
    return row?.n ?? 0;
  }

  /** How many secrets of keys in force were made with one of these peppers, and how many with another one. */
  async countByPepper(
    pepperIds: readonly string[],
  ): Promise<{ readonly known: number; readonly lost: number }> {
    const [row] = await this.db.query<{ known: number; lost: number }[]>(
      `SELECT count(*) FILTER (WHERE s.pepper_id = ANY ($1::text[]))::integer AS known,
         count(*) FILTER (WHERE s.pepper_id <> ALL ($1::text[]))::integer AS lost
       FROM api_key_secrets s JOIN api_keys k ON k.id = s.api_key_id
       WHERE (s.ends_at IS NULL OR s.ends_at > statement_timestamp()) AND k.revoked_at IS NULL
         AND k.leaked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > statement_timestamp())`,
      [pepperIds],
    );
    return row ?? { known: 0, lost: 0 };
  }

  async insert(key: NewApiKey, secret: NewSecret): Promise<void> {
    await this.db.query(INSERT_KEY, [
      key.id,
      key.accountId,
      key.name,
      key.lastFour,
      key.allModels,
      key.modelNumbers,
      key.note,
      key.createdBy,
      key.expiresAt,
    ]);
    await this.insertSecret(key.id, secret);
  }

  async insertSecret(apiKeyId: string, { hash, pepperId }: NewSecret): Promise<void> {
    await this.db.query(INSERT_SECRET, [hash, apiKeyId, pepperId]);
  }

  /**
   * The key as it is, which nobody else changes until the transaction ends. It is read after the lock was had: a statement
   * that waits for one sees the row anew, but limits and secrets as they were before.
   */
  async lockOwned(accountId: string, id: string): Promise<ApiKeyRecord | null> {
    await this.db.query('SELECT id FROM api_keys WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      accountId,
      id,
    ]);
    return this.findOwned(accountId, id);
  }

  /** Sets columns of a key and counts its version up. */
  async updateOwned(accountId: string, id: string, change: ApiKeyChange): Promise<void> {
    await this.db
      .createQueryBuilder()
      .update(ApiKeyEntity)
      .set({ ...change, version: () => 'version + 1', updatedAt: () => 'statement_timestamp()' })
      .where('account_id = :accountId AND id = :id', { accountId, id })
      .execute();
  }

  /** Lets the secrets in force end so many seconds from now; those that end earlier keep their end. */
  async endSecrets(apiKeyId: string, afterSeconds: number): Promise<void> {
    await this.db.query(
      `UPDATE api_key_secrets SET ends_at = statement_timestamp() + make_interval(secs => $2)
       WHERE api_key_id = $1 AND (ends_at IS NULL OR ends_at > statement_timestamp() + make_interval(secs => $2))`,
      [apiKeyId, afterSeconds],
    );
  }

  /** Ends the old secret now; the one in force stays. */
  async endOldSecrets(apiKeyId: string): Promise<void> {
    await this.db.query(
      `UPDATE api_key_secrets SET ends_at = statement_timestamp()
       WHERE api_key_id = $1 AND ends_at > statement_timestamp()`,
      [apiKeyId],
    );
  }

  /**
   * Stops a key for good and tells every node, in one statement. Does nothing when it is stopped already, so that the
   * first time stays.
   *
   * @returns true when this call stopped it.
   */
  async markRevoked(accountId: string, id: string): Promise<boolean> {
    const stopped = await this.db.query<unknown[]>(
      `WITH revoked AS (
         UPDATE api_keys SET revoked_at = statement_timestamp(), updated_at = statement_timestamp(), version = version + 1
         WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id
       )
       SELECT pg_notify($3, id::text) FROM revoked`,
      [accountId, id, KEY_REVOKED_CHANNEL],
    );
    return stopped.length === 1;
  }

  /**
   * The same for a key that was found in a public place. Does nothing to one that is revoked or known to be leaked: the
   * first report stays.
   */
  async markLeaked(
    accountId: string,
    id: string,
    { source, url }: Omit<LeakedSecret, 'secret'>,
  ): Promise<void> {
    await this.db.query(
      `WITH leaked AS (
         UPDATE api_keys SET leaked_at = statement_timestamp(), leak_source = $4, leak_url = $5,
           updated_at = statement_timestamp(), version = version + 1
         WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL AND leaked_at IS NULL RETURNING id
       )
       SELECT pg_notify($3, id::text) FROM leaked`,
      [accountId, id, KEY_REVOKED_CHANNEL, source, url],
    );
  }

  /**
   * Sets the limits of a key. What was counted stays, also when the last limit goes: running calls still give back what
   * they took. A key that gets its first limit begins with what it has used this month.
   */
  async setLimits(accountId: string, id: string, limits: ApiKeyLimits): Promise<void> {
    const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost } = limits;
    await this.db.query(UPSERT_LIMITS, [
      id,
      accountId,
      requestsPerMinute,
      tokensPerMinute,
      monthlyTokens,
      monthlyCost,
    ]);
  }

  private select(clauses: string, parameters: unknown[]): Promise<ApiKeyRecord[]> {
    return this.db.query<ApiKeyRecord[]>(
      `SELECT ${API_KEY_COLUMNS} ${FROM_API_KEYS} ${JOIN_OLD_SECRET} ${clauses}`,
      parameters,
    );
  }
}

const INSERT_KEY = `
  INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, note, created_by, expires_at,
    created_at, updated_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, statement_timestamp(), statement_timestamp(), 1)`;

const INSERT_SECRET = `
  INSERT INTO api_key_secrets (secret_hash, api_key_id, pepper_id, created_at)
  VALUES ($1, $2, $3, statement_timestamp())`;

/** The sums of the month so far come from the slots, by their primary key. */
const UPSERT_LIMITS = `
  INSERT INTO api_key_limits AS l (api_key_id, account_id, requests_per_minute, tokens_per_minute, monthly_tokens,
    monthly_cost, month, month_tokens, month_cost)
  SELECT $1, a.id, $3, $4, $5, $6, this_month.starts_on, used.tokens, used.cost
  FROM accounts a
  CROSS JOIN LATERAL (
    SELECT date_trunc('month', statement_timestamp() AT TIME ZONE a.time_zone)::date AS starts_on
  ) this_month
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(input_tokens + output_tokens), 0)::bigint AS tokens, coalesce(sum(cost), 0) AS cost
    FROM usage_slots
    WHERE account_id = a.id AND api_key_id = $1 AND slot_start >= this_month.starts_on::timestamp AT TIME ZONE a.time_zone
  ) used
  WHERE a.id = $2
  ON CONFLICT (api_key_id) DO UPDATE SET requests_per_minute = excluded.requests_per_minute,
    tokens_per_minute = excluded.tokens_per_minute, monthly_tokens = excluded.monthly_tokens,
    monthly_cost = excluded.monthly_cost`;
