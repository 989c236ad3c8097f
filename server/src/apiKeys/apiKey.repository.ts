import type { DataSource, EntityManager } from 'typeorm';
import { ApiKeyEntity } from './apiKey.entity';
import type { ApiKeyCursor, ApiKeyOrderField, ApiKeyQuestion } from './apiKeyQuestion';
import type { ApiKeySecretEntity } from './apiKeySecret.entity';

/** A key with what its status follows from. */
export interface ApiKeyRecord extends ApiKeyEntity {
  readonly lastUsedAt: Date | null;
  readonly isAccountPaid: boolean;
}

/** A row of a list and its place in the list's order. */
export interface ApiKeyListRow extends ApiKeyRecord {
  readonly sortValue: string | null;
}

/** The columns that an edit may set. */
export type ApiKeyChange = Partial<
  Pick<ApiKeyEntity, 'name' | 'allModels' | 'modelNumbers' | 'expiresAt' | 'note'>
>;

/** Told to every node in the transaction that stops a key; the payload is the key's id. */
export const KEY_REVOKED_CHANNEL = 'keymeter_key_revoked';

/** All SQL about keys. Methods about one account take its id first. */
export class ApiKeyRepository {
  constructor(private readonly db: DataSource) {}

  async findOwned(accountId: string, id: string): Promise<ApiKeyRecord | null> {
    const [row] = await this.db.query<ApiKeyRecord[]>(`${SELECT_KEY} WHERE k.account_id = $1 AND k.id = $2`, [
      accountId,
      id,
    ]);
    return row ?? null;
  }

  /** The key that answers to one of these hashes now, whatever its status; by the primary key of the secrets. */
  async findBySecretHashes(hashes: readonly Buffer[]): Promise<ApiKeyRecord | null> {
    const [row] = await this.db.query<ApiKeyRecord[]>(
      `${SELECT_KEY} JOIN api_key_secrets s ON s.api_key_id = k.id
       WHERE s.secret_hash = ANY ($1::bytea[]) AND (s.ends_at IS NULL OR s.ends_at > statement_timestamp())`,
      [hashes],
    );
    return row ?? null;
  }

  /** In no order; ids of other accounts are left out. */
  listOwnedByIds(accountId: string, ids: readonly string[]): Promise<ApiKeyRecord[]> {
    return this.db.query<ApiKeyRecord[]>(
      `${SELECT_KEY} WHERE k.account_id = $1 AND k.id = ANY ($2::uuid[])`,
      [accountId, ids],
    );
  }

  /**
   * One page and one row more, which tells that there is a next page. By name and by creation it walks an index of the
   * account; by last use and expiry it sorts the account's keys, those without a value last.
   */
  listPage(accountId: string, question: ApiKeyQuestion): Promise<ApiKeyListRow[]> {
    const { sql, parameters } = whereClause(accountId, question);
    const sort = SORT[question.order.field];
    const direction = question.order.direction === 'DESC' ? 'DESC' : 'ASC';
    const place = afterClause(question.after, sort, direction, parameters);
    return this.db.query<ApiKeyListRow[]>(
      `${SELECT_KEY.replace('/* more */', `, ${sort.asText} AS "sortValue"`)} ${sql} ${place}
       ORDER BY ${sort.nullable ? `(${sort.by} IS NULL), ` : ''}${sort.by} ${direction}, k.id ${direction}
       LIMIT ${question.first + 1}`,
      parameters,
    );
  }

  async count(accountId: string, question: ApiKeyQuestion): Promise<number> {
    const { sql, parameters } = whereClause(accountId, question);
    const [row] = await this.db.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n ${FROM_KEY} ${sql}`,
      parameters,
    );
    return row?.n ?? 0;
  }

  /**
   * Adds a key with its first secret, unless the account has `limit` usable ones already. Creations of one account
   * wait for each other, so that the limit holds however many come at once.
   *
   * @returns false when the limit was reached; nothing is written then.
   */
  insertWithinLimit(
    key: Omit<ApiKeyEntity, 'createdAt' | 'updatedAt' | 'version' | 'revokedAt' | 'leakedAt'>,
    secret: Pick<ApiKeySecretEntity, 'secretHash' | 'pepperId'>,
    limit: number,
  ): Promise<boolean> {
    return this.db.transaction(async (transaction) => {
      await transaction.query('SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [key.accountId]);
      if ((await countUsable(transaction, key.accountId)) >= limit) return false;
      await transaction.query(INSERT_KEY, [
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
      await transaction.query(INSERT_SECRET, [secret.secretHash, key.id, secret.pepperId]);
      return true;
    });
  }

  /**
   * Changes a key that is not revoked.
   *
   * @param version the version that the caller saw; null takes whatever it is.
   * @returns false when there is no such key, when it is revoked or when its version is another one.
   */
  async updateOwned(
    accountId: string,
    id: string,
    version: number | null,
    change: ApiKeyChange,
  ): Promise<boolean> {
    const result = await this.db
      .createQueryBuilder()
      .update(ApiKeyEntity)
      .set({ ...change, version: () => 'version + 1', updatedAt: () => 'statement_timestamp()' })
      .where('account_id = :accountId AND id = :id AND revoked_at IS NULL', { accountId, id })
      .andWhere('(CAST(:version AS integer) IS NULL OR version = :version)', { version })
      .execute();
    return result.affected === 1;
  }

  /**
   * Stops a key for good and tells every node, in one statement. Does nothing when it is stopped already, so that the
   * first time stays.
   */
  async markRevoked(accountId: string, id: string): Promise<void> {
    await this.db.query(
      `WITH revoked AS (
         UPDATE api_keys SET revoked_at = statement_timestamp(), updated_at = statement_timestamp(), version = version + 1
         WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id
       )
       SELECT pg_notify($3, id::text) FROM revoked`,
      [accountId, id, KEY_REVOKED_CHANNEL],
    );
  }
}

/** The rule of account.policy.ts in SQL. */
const IS_PAID = `(a.plan = 'PAID' AND (a.plan_ends_at IS NULL OR a.plan_ends_at > statement_timestamp()))`;

/** The rule of apiKey.policy.ts in SQL. */
const STATUS = `CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED'
    WHEN k.leaked_at IS NOT NULL THEN 'DISABLED_LEAKED'
    WHEN k.expires_at <= statement_timestamp() THEN 'EXPIRED'
    WHEN NOT ${IS_PAID} THEN 'PAUSED_PLAN' ELSE 'ACTIVE' END`;

const FROM_KEY = `FROM api_keys k
  JOIN accounts a ON a.id = k.account_id
  LEFT JOIN api_key_activity u ON u.account_id = k.account_id AND u.api_key_id = k.id`;

const SELECT_KEY = `SELECT k.id, k.account_id AS "accountId", k.name, k.last_four AS "lastFour", k.all_models AS "allModels",
    k.model_numbers AS "modelNumbers", k.note, k.created_by AS "createdBy", k.created_at AS "createdAt",
    k.updated_at AS "updatedAt", k.version, k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
    k.leaked_at AS "leakedAt", u.last_used_at AS "lastUsedAt", ${IS_PAID} AS "isAccountPaid" /* more */
  ${FROM_KEY}`;

const INSERT_KEY = `
  INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, note, created_by, expires_at,
    created_at, updated_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, statement_timestamp(), statement_timestamp(), 1)`;

const INSERT_SECRET = `
  INSERT INTO api_key_secrets (secret_hash, api_key_id, pepper_id, created_at)
  VALUES ($1, $2, $3, statement_timestamp())`;

interface Sort {
  readonly by: string;
  /** Exact: a Date would lose the microseconds and skip or repeat rows at the edge of a page. */
  readonly asText: string;
  readonly type: 'text' | 'timestamptz';
  readonly nullable: boolean;
}

const SORT: Record<ApiKeyOrderField, Sort> = {
  NAME: { by: 'lower(k.name)', asText: 'lower(k.name)', type: 'text', nullable: false },
  CREATED_AT: { ...instant('k.created_at'), nullable: false },
  LAST_USED_AT: { ...instant('u.last_used_at'), nullable: true },
  EXPIRES_AT: { ...instant('k.expires_at'), nullable: true },
};

function instant(column: string): Omit<Sort, 'nullable'> {
  const asText = `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return { by: column, asText, type: 'timestamptz' };
}

interface Clause {
  readonly sql: string;
  readonly parameters: unknown[];
}

function whereClause(accountId: string, question: ApiKeyQuestion): Clause {
  const parameters: unknown[] = [accountId];
  const add = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['k.account_id = $1'];
  if (question.statuses) conditions.push(`${STATUS} = ANY (${add(question.statuses)}::text[])`);
  else conditions.push('k.revoked_at IS NULL');
  if (question.modelNumber !== null) {
    conditions.push(`(k.all_models OR ${add(question.modelNumber)}::integer = ANY (k.model_numbers))`);
  }
  if (question.search !== null) {
    const text = add(question.search);
    conditions.push(`(strpos(lower(k.name), lower(${text})) > 0 OR k.last_four = ${text})`);
  }
  return { sql: `WHERE ${conditions.join(' AND ')}`, parameters };
}

function afterClause(
  cursor: ApiKeyCursor | null,
  sort: Sort,
  direction: 'ASC' | 'DESC',
  parameters: unknown[],
): string {
  if (!cursor) return '';
  const id = `$${parameters.push(cursor.id)}::uuid`;
  const beyond = direction === 'DESC' ? '<' : '>';
  if (cursor.value === null) return `AND ${sort.by} IS NULL AND k.id ${beyond} ${id}`;
  const value = `$${parameters.push(cursor.value)}::${sort.type}`;
  const later = `(${sort.by}, k.id) ${beyond} (${value}, ${id})`;
  return sort.nullable ? `AND (${later} OR ${sort.by} IS NULL)` : `AND ${later}`;
}

async function countUsable(transaction: EntityManager, accountId: string): Promise<number> {
  const [row] = await transaction.query<{ n: number }[]>(
    `SELECT count(*)::integer AS n FROM api_keys
     WHERE account_id = $1 AND revoked_at IS NULL AND leaked_at IS NULL
       AND (expires_at IS NULL OR expires_at > statement_timestamp())`,
    [accountId],
  );
  return row?.n ?? 0;
}
