import { isJsonObject } from '../openai/isJsonObject';
import type { ReportedUsage } from './reportedUsage';

/**
 * OpenAI's usage object. Null when it cannot be believed: no object, or input or output missing, negative, broken,
 * a text or above 2^53-1. An explicit zero is a report like any other. `total_tokens` is not read: it is their sum.
 * Cached and reasoning tokens are parts of input and output; a part that cannot be believed counts as zero.
 */
export function readUsage(usage: unknown): ReportedUsage | null {
  if (!isJsonObject(usage)) return null;
  const inputTokens = readCount(usage.prompt_tokens);
  const outputTokens = readCount(usage.completion_tokens);
  if (inputTokens === null || outputTokens === null) return null;
  return {
    inputTokens,
    outputTokens,
    cachedInputTokens: readPart(usage.prompt_tokens_details, 'cached_tokens', inputTokens),
    reasoningTokens: readPart(usage.completion_tokens_details, 'reasoning_tokens', outputTokens),
  };
}

function readCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function readPart(details: unknown, name: string, whole: number): number {
  const part = isJsonObject(details) ? readCount(details[name]) : null;
  return part !== null && part <= whole ? part : 0;
}
