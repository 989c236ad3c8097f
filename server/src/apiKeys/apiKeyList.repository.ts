import type { EntityManager } from 'typeorm';
import type { ApiKeyCursor, ApiKeyOrderField, ApiKeyQuestion, KeyTokens } from './apiKeyQuestion';
import {
  API_KEY_COLUMNS,
  API_KEY_STATUS,
  type ApiKeyRecord,
  FROM_API_KEYS,
  FROM_KEYS_AND_USE,
  JOIN_OLD_SECRET,
} from './apiKeyRecord';

/** A row of a list and its place in the list's order. */
export interface ApiKeyListRow extends ApiKeyRecord {
  readonly sortValue: string | null;
}

/** All SQL about lists of keys. */
export class ApiKeyListRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * One page and one row more, which tells that there is a next page. By name and by creation it walks an index of the
   * account's keys that are not revoked; by last use, expiry and tokens it sorts the account's keys, those without a value
   * last. Which rows are on the page is found out first, and all that is shown of them only then.
   *
   * @param tokens what keys used, where the order asks for it.
   */
  listPage(
    accountId: string,
    question: ApiKeyQuestion,
    tokens: readonly KeyTokens[],
  ): Promise<ApiKeyListRow[]> {
    const { from, where, parameters } = keysAskedFor(accountId, question);
    const sort = SORT[question.order.field];
    const keys = `${from} ${sort.join?.(tokens, parameters) ?? ''} ${where}`;
    const direction = question.order.direction === 'DESC' ? 'DESC' : 'ASC';
    const place = afterClause(question.after, sort, direction, parameters);
    return this.db.query<ApiKeyListRow[]>(
      `WITH page AS (
         SELECT k.id, ${sort.by} AS place ${keys} ${place}
         ORDER BY ${sort.nullable ? `(${sort.by} IS NULL), ` : ''}${sort.by} ${direction}, k.id ${direction}
         LIMIT ${question.first + 1}
       )
       SELECT ${API_KEY_COLUMNS}, ${EXACT_TEXT[sort.type]} AS "sortValue"
       ${FROM_API_KEYS} JOIN page ON page.id = k.id ${JOIN_OLD_SECRET}
       ORDER BY (page.place IS NULL), page.place ${direction}, k.id ${direction}`,
      parameters,
    );
  }

  async count(accountId: string, question: ApiKeyQuestion): Promise<number> {
    const { from, where, parameters } = keysAskedFor(accountId, question);
    const [row] = await this.db.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n ${from} ${where}`,
      parameters,
    );
    return row?.n ?? 0;
  }
}

interface Sort {
  readonly by: string;
  readonly type: 'text' | 'timestamptz' | 'bigint';
  readonly nullable: boolean;
  /** What is joined to the keys for it; adds its parameters. */
  readonly join?: (tokens: readonly KeyTokens[], parameters: unknown[]) => string;
}

const SORT: Record<ApiKeyOrderField, Sort> = {
  NAME: { by: 'lower(k.name)', type: 'text', nullable: false },
  CREATED_AT: { by: 'k.created_at', type: 'timestamptz', nullable: false },
  LAST_USED_AT: { by: 'u.last_used_at', type: 'timestamptz', nullable: true },
  EXPIRES_AT: { by: 'k.expires_at', type: 'timestamptz', nullable: true },
  TOKENS_30_DAYS: { by: 'coalesce(t.tokens, 0)', type: 'bigint', nullable: false, join: joinTokens },
};

function joinTokens(tokens: readonly KeyTokens[], parameters: unknown[]): string {
  const ids = parameters.push(tokens.map(({ apiKeyId }) => apiKeyId));
  const sums = parameters.push(tokens.map(({ totalTokens }) => totalTokens));
  return `LEFT JOIN unnest($${ids}::uuid[], $${sums}::bigint[]) AS t (id, tokens) ON t.id = k.id`;
}

/** A Date would lose the microseconds and skip or repeat rows at the edge of a page. */
const EXACT_TEXT: Record<Sort['type'], string> = {
  text: 'page.place',
  bigint: 'page.place::text',
  timestamptz: `to_char(page.place AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
};

/** FROM and WHERE of the keys that a question is about. */
interface KeysAskedFor {
  readonly from: string;
  readonly where: string;
  readonly parameters: unknown[];
}

function keysAskedFor(accountId: string, question: ApiKeyQuestion): KeysAskedFor {
  const parameters: unknown[] = [accountId];
  const add = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['k.account_id = $1'];
  if (question.statuses) conditions.push(`${API_KEY_STATUS} = ANY (${add(question.statuses)}::text[])`);
  // Said once more where it follows from the status: it opens the indexes of keys that are not revoked.
  if (!question.statuses?.includes('REVOKED')) conditions.push('k.revoked_at IS NULL');
  if (question.modelNumber !== null) {
    conditions.push(`(k.all_models OR ${add(question.modelNumber)}::integer = ANY (k.model_numbers))`);
  }
  if (question.search !== null) {
    const text = add(question.search);
    conditions.push(`(strpos(lower(k.name), lower(${text})) > 0 OR k.last_four = ${text})`);
  }
  const from = question.statuses ? FROM_API_KEYS : FROM_KEYS_AND_USE;
  return { from, where: `WHERE ${conditions.join(' AND ')}`, parameters };
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
