import { INPUT_LIMITS } from '@keymeter/shared';
import { boundedText, storableText } from '../platform/boundedText';
import { invalidInput } from '../platform/domainError';
import { isExactInstant } from '../platform/isExactInstant';
import type { ApiKeyStatus } from './apiKey.policy';

export const API_KEY_ORDER_FIELDS = [
  'NAME',
  'CREATED_AT',
  'LAST_USED_AT',
  'EXPIRES_AT',
  'TOKENS_30_DAYS',
] as const;
export type ApiKeyOrderField = (typeof API_KEY_ORDER_FIELDS)[number];
export type OrderDirection = 'ASC' | 'DESC';

/** What the list of keys was asked for. */
export interface ApiKeyQuestion {
  readonly first: number;
  readonly after: ApiKeyCursor | null;
  /** Null: every status but REVOKED. */
  readonly statuses: readonly ApiKeyStatus[] | null;
  readonly modelNumber: number | null;
  /** Part of the name in any case, or exactly the last four characters. */
  readonly search: string | null;
  readonly order: { readonly field: ApiKeyOrderField; readonly direction: OrderDirection };
}

/** The place of a row in one order: the value it was sorted by, and its id for rows that share it. */
export interface ApiKeyCursor {
  readonly field: ApiKeyOrderField;
  readonly value: string | null;
  readonly id: string;
}

/** What one key used: input and output together. */
export interface KeyTokens {
  readonly apiKeyId: string;
  readonly totalTokens: number;
}

/** Null when there is nothing to search for. @throws DomainError INVALID_INPUT when it is too long or no text. */
export function readSearch(search: string | null | undefined): string | null {
  boundedText('filter.search', search, INPUT_LIMITS.searchLength);
  storableText('filter.search', search);
  return search?.normalize('NFC').trim() || null;
}

/** @throws DomainError INVALID_INPUT for an empty list: it could be read as nothing or as everything. */
export function readStatuses(statuses: readonly ApiKeyStatus[] | null): readonly ApiKeyStatus[] | null {
  if (statuses?.length === 0)
    throw invalidInput('filter.statuses', 'Name at least one status, or leave it out.');
  return statuses;
}

export function writeCursor(cursor: ApiKeyCursor): string {
  return Buffer.from(JSON.stringify([cursor.field, cursor.value, cursor.id])).toString('base64url');
}

/** @throws DomainError INVALID_INPUT for a cursor of another order, or one that was not ours. */
export function readCursor(text: string, field: ApiKeyOrderField): ApiKeyCursor {
  const cursor = parseCursor(text);
  if (!cursor || cursor.field !== field)
    throw invalidInput('after', 'Use the endCursor of a page in the same order.');
  return cursor;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function parseCursor(text: string): ApiKeyCursor | null {
  if (text.length > 1000) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [field, value, id]: unknown[] = parts;
  const known = API_KEY_ORDER_FIELDS.find((candidate) => candidate === field);
  if (!known || typeof id !== 'string' || !UUID.test(id)) return null;
  if (value !== null && (typeof value !== 'string' || value.includes('\0'))) return null;
  return isValueOf(known, value) ? { field: known, value, id } : null;
}

function isValueOf(field: ApiKeyOrderField, value: string | null): boolean {
  if (value === null) return field === 'LAST_USED_AT' || field === 'EXPIRES_AT';
  switch (field) {
    case 'NAME':
      return true;
    case 'TOKENS_30_DAYS':
      return /^\d{1,16}$/.test(value);
    default:
      return isExactInstant(value);
  }
}
