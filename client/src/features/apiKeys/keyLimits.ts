import { INPUT_LIMITS } from '@keymeter/shared';
import type { ApiKeyLimitsInput } from '../../graphql/apiKeys/graphql';
import type { ApiKeyRow } from './useApiKeys';

/** The limits of a key in the order of the form. */
export const LIMIT_NAMES = ['requestsPerMinute', 'tokensPerMinute', 'monthlyTokens', 'monthlyCost'] as const;

export type LimitName = (typeof LIMIT_NAMES)[number];

/** What was typed for each limit; empty for no limit. */
export type LimitValues = Record<LimitName, string>;

export const NO_LIMIT_VALUES: LimitValues = {
  requestsPerMinute: '',
  tokensPerMinute: '',
  monthlyTokens: '',
  monthlyCost: '',
};

/** The largest whole number that each limit may be; costs have digits instead. */
export const LARGEST_LIMIT: Readonly<Record<Exclude<LimitName, 'monthlyCost'>, number>> = {
  requestsPerMinute: INPUT_LIMITS.requestsPerMinute,
  tokensPerMinute: INPUT_LIMITS.tokensPerMinute,
  monthlyTokens: Number.MAX_SAFE_INTEGER,
};

/** True for what the server takes as this limit, and for nothing typed at all. */
export function isLimit(name: LimitName, typed: string): boolean {
  const text = withoutSpaces(typed);
  if (text === '') return true;
  if (name === 'monthlyCost') return /^\d{1,9}(\.\d{1,6})?$/.test(text) && Number(text) > 0;
  return /^\d{1,16}$/.test(text) && Number(text) >= 1 && Number(text) <= LARGEST_LIMIT[name];
}

export function limitValuesOf(limits: ApiKeyRow['limits']): LimitValues {
  const typed = (name: LimitName) => String(limits[name] ?? '');
  return {
    requestsPerMinute: typed('requestsPerMinute'),
    tokensPerMinute: typed('tokensPerMinute'),
    monthlyTokens: typed('monthlyTokens'),
    monthlyCost: typed('monthlyCost'),
  };
}

/** The limits of a new key; null when it has none. */
export function limitsInput(values: LimitValues): ApiKeyLimitsInput | null {
  const given = LIMIT_NAMES.filter((name) => withoutSpaces(values[name]) !== '');
  return given.length === 0
    ? null
    : Object.fromEntries(given.map((name) => [name, sent(name, values[name])]));
}

/** Only the limits that differ from those of the key; null when none does. */
export function limitsChange(before: ApiKeyRow['limits'], values: LimitValues): ApiKeyLimitsInput | null {
  const changed = LIMIT_NAMES.filter((name) => !isSame(before[name], sent(name, values[name])));
  return changed.length === 0
    ? null
    : Object.fromEntries(changed.map((name) => [name, sent(name, values[name])]));
}

/** Costs stay decimal text on their way; "25" and "25.000000" are the same cost. */
function isSame(before: number | string | null, after: number | string | null): boolean {
  if (before === null || after === null) return before === after;
  return Number(before) === Number(after);
}

function sent(name: LimitName, typed: string): number | string | null {
  const text = withoutSpaces(typed);
  if (text === '') return null;
  return name === 'monthlyCost' ? text : Number(text);
}

function withoutSpaces(typed: string): string {
  return typed.replace(/\s/g, '');
}
