import { type AnthropicUsage, wholeInput } from '../../anthropic/anthropicUsage';
import type { JsonObject } from '../../openai/isJsonObject';

/**
 * OpenAI's usage object: its prompt includes what was read from the cache and written to it. Undefined when input or
 * output are not known.
 */
export function toChatUsage(usage: AnthropicUsage): JsonObject | undefined {
  const prompt = wholeInput(usage);
  if (prompt === null || usage.output === null) return undefined;
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
    prompt_tokens_details: {
      cached_tokens: usage.cacheReads ?? 0,
      cache_write_tokens: usage.cacheWrites ?? 0,
    },
    completion_tokens_details: { reasoning_tokens: usage.thinking ?? 0 },
  };
}
