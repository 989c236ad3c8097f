import type { EntityManager } from 'typeorm';
import type { ApiKeyCursor, ApiKeyOrderField, ApiKeyQuestion } from './apiKeyQuestion';
import {
  API_KEY_COLUMNS,
  API_KEY_STATUS,
  type ApiKeyRecord,
  FROM_API_KEYS,
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
   * account; by last use and expiry it sorts the account's keys, those without a value last.
   */
  listPage(accountId: string, question: ApiKeyQuestion): Promise<ApiKeyListRow[]> {
    const { sql, parameters } = whereClause(accountId, question);
    const sort = SORT[question.order.field];
    const direction = question.order.direction === 'DESC' ? 'DESC' : 'ASC';
    const place = afterClause(question.after, sort, direction, parameters);
    return this.db.query<ApiKeyListRow[]>(
      `SELECT ${API_KEY_COLUMNS}, ${sort.asText} AS "sortValue" ${FROM_API_KEYS} ${JOIN_OLD_SECRET} ${sql} ${place}
       ORDER BY ${sort.nullable ? `(${sort.by} IS NULL), ` : ''}${sort.by} ${direction}, k.id ${direction}
       LIMIT ${question.first + 1}`,
      parameters,
    );
  }

  async count(accountId: string, question: ApiKeyQuestion): Promise<number> {
    const { sql, parameters } = whereClause(accountId, question);
    const [row] = await this.db.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n ${FROM_API_KEYS} ${sql}`,
      parameters,
    );
    return row?.n ?? 0;
  }
}

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
  if (question.statuses) conditions.push(`${API_KEY_STATUS} = ANY (${add(question.statuses)}::text[])`);
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
