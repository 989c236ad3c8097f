import { readCount } from '../metering/readCount';
import type { ReportedUsage } from '../metering/reportedUsage';
import { isJsonObject } from '../openai/isJsonObject';

/** What Anthropic says of a call's tokens; null where it said nothing that can be believed. */
export interface AnthropicUsage {
  /** Neither read from the cache nor written to it. */
  readonly input: number | null;
  readonly cacheReads: number | null;
  readonly cacheWrites: number | null;
  readonly output: number | null;
  /** A part of the output. */
  readonly thinking: number | null;
  /** Something was said of the cache that cannot be believed: the input may be more than is known. */
  readonly isDoubtful: boolean;
}

export const NOTHING_SAID: AnthropicUsage = {
  input: null,
  cacheReads: null,
  cacheWrites: null,
  output: null,
  thinking: null,
  isDoubtful: false,
};

/** Reports are totals so far, and a later one may leave out what was said: the last figure of each kind holds. */
export function updateUsage(known: AnthropicUsage, reported: unknown): AnthropicUsage {
  if (!isJsonObject(reported)) return known;
  const details = isJsonObject(reported.output_tokens_details) ? reported.output_tokens_details : {};
  return {
    input: readCount(reported.input_tokens) ?? known.input,
    cacheReads: readCount(reported.cache_read_input_tokens) ?? known.cacheReads,
    cacheWrites: readCount(reported.cache_creation_input_tokens) ?? known.cacheWrites,
    output: readCount(reported.output_tokens) ?? known.output,
    thinking: readCount(details.thinking_tokens) ?? known.thinking,
    isDoubtful:
      known.isDoubtful ||
      isNonsense(reported.cache_read_input_tokens) ||
      isNonsense(reported.cache_creation_input_tokens),
  };
}

/** The whole input: what was read anew, what came from the cache and what was written to it. Null when not known. */
export function wholeInput({ input, cacheReads, cacheWrites }: AnthropicUsage): number | null {
  if (input === null) return null;
  const whole = input + (cacheReads ?? 0) + (cacheWrites ?? 0);
  return Number.isSafeInteger(whole) ? whole : null;
}

/**
 * For the ledger. Cache reads are the cached part of the input; what was written to the cache counts as other input.
 * Null when neither side is known.
 */
export function toReportedUsage(usage: AnthropicUsage): ReportedUsage | null {
  const inputTokens = wholeInput(usage);
  const { output: outputTokens, cacheReads, thinking } = usage;
  if (inputTokens === null && outputTokens === null) return null;
  return {
    inputTokens,
    outputTokens,
    cachedInputTokens: inputTokens === null ? 0 : (cacheReads ?? 0),
    reasoningTokens: outputTokens !== null && thinking !== null && thinking <= outputTokens ? thinking : 0,
    isDoubtful: usage.isDoubtful,
  };
}

/** Missing and null say nothing; anything else has to be a count. */
function isNonsense(value: unknown): boolean {
  return value !== undefined && value !== null && readCount(value) === null;
}
