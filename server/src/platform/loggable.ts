import { types } from 'node:util';
import { isSecretName, REDACTED, redactText } from './redact';
import { Secret } from './secret';

const MAX_DEPTH = 8;
const MAX_ENTRIES = 100;
const MAX_VALUES = 1_000;
const MAX_NAME = 200;
const MAX_CHARACTERS = 10_000;
const MAX_LINE_CHARACTERS = 50_000;

/** What is left of the allowance of one log line. */
interface Budget {
  values: number;
  characters: number;
}

/**
 * A bounded copy of these fields that can be logged: secrets are hidden at every depth, errors become objects with
 * their causes, and objects with a class of their own become its name. Never throws.
 */
export function loggableFields(fields: object): Record<string, unknown> {
  return copyEntries(fields, 0, { values: MAX_VALUES, characters: MAX_LINE_CHARACTERS });
}

function loggable(value: unknown, depth: number, budget: Budget): unknown {
  budget.values -= 1;
  if (typeof value === 'string') return loggableText(value, budget);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value === 'object' && value !== null) return loggableObject(value, depth, budget);
  return value;
}

function loggableObject(value: object, depth: number, budget: Budget): unknown {
  if (value instanceof Secret) return REDACTED;
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= MAX_DEPTH || budget.values <= 0) return '[cut]';
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map((entry: unknown) => loggable(entry, depth + 1, budget));
  }
  if (isError(value)) return loggableError(value, depth, budget);
  return isPlain(value) ? copyEntries(value, depth, budget) : `[${value.constructor?.name ?? 'object'}]`;
}

/** Type, message and stack, then what the error carries besides: code, cause, inner errors. */
function loggableError(error: Error, depth: number, budget: Budget): Record<string, unknown> {
  const copyOf = (key: string) => loggable(readEntry(error, key), depth + 1, budget);
  const more = ['cause', 'errors'].filter((key) => key in error);
  return {
    type: copyOf('name'),
    message: copyOf('message'),
    stack: copyOf('stack'),
    ...copyEntries(error, depth, budget),
    ...Object.fromEntries(more.map((key) => [key, copyOf(key)])),
  };
}

function copyEntries(source: object, depth: number, budget: Budget): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(source).slice(0, MAX_ENTRIES)) {
    if (budget.values <= 0) break;
    const value = readEntry(source, key);
    copy[redactText(key.slice(0, MAX_NAME))] = isHidden(key, value)
      ? REDACTED
      : loggable(value, depth + 1, budget);
  }
  return copy;
}

/** A getter may throw; a log line must not fail for that. */
function readEntry(source: object, key: string): unknown {
  try {
    return Reflect.get(source, key);
  } catch {
    return '[unreadable]';
  }
}

/** That a secret is missing, or whether there is one, may be seen. */
function isHidden(key: string, value: unknown): boolean {
  return isSecretName(key) && value !== null && value !== undefined && typeof value !== 'boolean';
}

function loggableText(text: string, budget: Budget): string {
  const length = Math.min(text.length, MAX_CHARACTERS, Math.max(budget.characters, 0));
  budget.characters -= length;
  return redactText(length < text.length ? `${text.slice(0, length)}[cut]` : text);
}

/** Also for errors of another realm and for DOMException. */
function isError(value: object): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
