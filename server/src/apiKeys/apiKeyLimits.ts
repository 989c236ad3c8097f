import { INPUT_LIMITS } from '@keymeter/shared';
import { invalidInput } from '../platform/domainError';

/** What a key may use at most; null for no such limit. Costs are US dollars, exact decimals as text. */
export interface ApiKeyLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly monthlyTokens: number | null;
  readonly monthlyCost: string | null;
}

/** What a caller wants of limits: what is undefined stays, null takes that limit away. */
export type LimitsInput = { readonly [name in keyof ApiKeyLimits]?: ApiKeyLimits[name] | undefined };

export const NO_LIMITS: ApiKeyLimits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  monthlyTokens: null,
  monthlyCost: null,
};

/** The limits after a change; null as a whole takes all of them away. @throws DomainError INVALID_INPUT */
export function readLimits(wanted: LimitsInput | null, before: ApiKeyLimits): ApiKeyLimits {
  if (wanted === null) return NO_LIMITS;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const limits: ApiKeyLimits = { ...before, ...given };
  checkWhole('limits.requestsPerMinute', limits.requestsPerMinute, INPUT_LIMITS.requestsPerMinute);
  checkWhole('limits.tokensPerMinute', limits.tokensPerMinute, INPUT_LIMITS.tokensPerMinute);
  checkWhole('limits.monthlyTokens', limits.monthlyTokens, Number.MAX_SAFE_INTEGER);
  checkCost(limits.monthlyCost);
  return limits;
}

export function hasLimit(limits: ApiKeyLimits): boolean {
  return Object.values(limits).some((limit) => limit !== null);
}

function checkWhole(field: string, value: number | null, most: number): void {
  if (value !== null && !(Number.isSafeInteger(value) && value >= 1 && value <= most)) {
    throw invalidInput(field, `Use a whole number from 1 to ${most}.`);
  }
}

function checkCost(cost: string | null): void {
  if (cost !== null && !(/^\d{1,9}(\.\d{1,6})?$/.test(cost) && Number(cost) > 0)) {
    throw invalidInput('limits.monthlyCost', 'Use a decimal above 0 with at most 9 digits and 6 decimals.');
  }
}
