import { DomainError } from '../platform/domainError';
import { safeInteger } from '../platform/safeInteger';
import type { UsageSums } from './usageReport';

/** Sums as the database sends them: as text, for they may be larger than a number can hold. */
export interface SummedColumns {
  readonly requests: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly totalTokens: string;
  readonly cachedInputTokens: string;
  readonly reasoningTokens: string;
  readonly estimatedTokens: string;
  readonly cost: string | null;
}

/** The columns of SummedColumns, after SELECT, out of sums. The cost of a sum is not known when that of a part is not. */
export const SUMMED_COLUMNS_SQL = `requests::text, input_tokens::text AS "inputTokens",
    output_tokens::text AS "outputTokens", (input_tokens + output_tokens)::text AS "totalTokens",
    cached_input_tokens::text AS "cachedInputTokens", reasoning_tokens::text AS "reasoningTokens",
    estimated_tokens::text AS "estimatedTokens",
    trim_scale(CASE WHEN unpriced_requests = 0 THEN cost END)::text AS cost`;

/** @throws DomainError INVALID_INPUT for a sum beyond 2^53 - 1, rather than round it. */
export function toUsageSums(row: SummedColumns): UsageSums {
  try {
    return exactSums(row);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DomainError('INVALID_INPUT', TOO_LARGE, { field: 'to' }, { cause: error });
  }
}

const TOO_LARGE =
  'A sum of this answer is beyond 2^53 - 1 and could not be given exactly. Choose a shorter range, or the CSV.';

function exactSums(row: SummedColumns): UsageSums {
  return {
    requests: safeInteger(row.requests),
    inputTokens: safeInteger(row.inputTokens),
    outputTokens: safeInteger(row.outputTokens),
    totalTokens: safeInteger(row.totalTokens),
    cachedInputTokens: safeInteger(row.cachedInputTokens),
    reasoningTokens: safeInteger(row.reasoningTokens),
    estimatedTokens: safeInteger(row.estimatedTokens),
    cost: row.cost,
  };
}
