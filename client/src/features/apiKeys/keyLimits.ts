import { INPUT_LIMITS } from '@keymeter/shared';
import type { ApiKeyLimitsInput } from '../../graphql/apiKeys/graphql';
import { formatDecimal } from '../../lib/formatNumber';
import { readNumber } from '../../lib/readNumber';
import type { ApiKeyRow } from './useApiKeys';

/** The limits of a key in the order of the form. */
export const LIMIT_NAMES = ['requestsPerMinute', 'tokensPerMinute', 'monthlyTokens', 'monthlyCost'] as const;

export type LimitName = (typeof LIMIT_NAMES)[number];

/** What was typed for each limit, as the language writes numbers; empty for no limit. */
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

/** `separators` for a number whose separators the language does not write so, `rule` for what the server would refuse. */
export type LimitProblem = 'separators' | 'rule';

/** Null for what the server takes as this limit, and for nothing typed at all. */
export function limitProblem(name: LimitName, typed: string, locale: string): LimitProblem | null {
  if (typed.trim() === '') return null;
  const read = readNumber(typed, locale);
  if (read.kind === 'separators') return 'separators';
  return read.kind === 'number' && isAccepted(name, read.decimal) ? null : 'rule';
}

function isAccepted(name: LimitName, decimal: string): boolean {
  if (name === 'monthlyCost') return /^\d{1,9}(\.\d{1,6})?$/.test(decimal) && Number(decimal) > 0;
  return /^\d{1,16}$/.test(decimal) && Number(decimal) >= 1 && Number(decimal) <= LARGEST_LIMIT[name];
}

/** The limits of a key as they are typed in a language; what `limitsChange` reads back as the same. */
export function limitValuesOf(limits: ApiKeyRow['limits'], locale: string): LimitValues {
  // Amounts have at most 16 digits, which a number holds exactly.
  const typed = (name: LimitName) =>
    limits[name] === null ? '' : formatDecimal(Number(limits[name]), locale);
  return {
    requestsPerMinute: typed('requestsPerMinute'),
    tokensPerMinute: typed('tokensPerMinute'),
    monthlyTokens: typed('monthlyTokens'),
    monthlyCost: typed('monthlyCost'),
  };
}

/** The limits of a new key; null when it has none. */
export function limitsInput(values: LimitValues, locale: string): ApiKeyLimitsInput | null {
  const given = LIMIT_NAMES.filter((name) => values[name].trim() !== '');
  return given.length === 0
    ? null
    : Object.fromEntries(given.map((name) => [name, sent(name, values[name], locale)]));
}

/** Only the limits that differ from those of the key; null when none does. */
export function limitsChange(
  before: ApiKeyRow['limits'],
  values: LimitValues,
  locale: string,
): ApiKeyLimitsInput | null {
  const changed = LIMIT_NAMES.filter((name) => !isSame(before[name], sent(name, values[name], locale)));
  return changed.length === 0
    ? null
    : Object.fromEntries(changed.map((name) => [name, sent(name, values[name], locale)]));
}

/** Costs stay decimal text on their way; "25" and "25.000000" are the same cost. */
function isSame(before: number | string | null, after: number | string | null): boolean {
  if (before === null || after === null) return before === after;
  return Number(before) === Number(after);
}

/** What was validated before; null for no limit. */
function sent(name: LimitName, typed: string, locale: string): number | string | null {
  const read = readNumber(typed, locale);
  if (read.kind !== 'number') return null;
  return name === 'monthlyCost' ? read.decimal : Number(read.decimal);
}
