import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';

/** What a client is told while nothing is known, and when nothing was said that can be believed. */
const UNKNOWN = { input: 0, cacheReads: 0, cacheWrites: 0, output: 0, thinking: null };

/**
 * OpenAI's usage object as Anthropic's: there, input leaves out what was read from the cache and written to it. All
 * zeros when the upstream said nothing that can be believed.
 */
export function toAnthropicUsage(usage: unknown): JsonObject {
  const { input, cacheReads, cacheWrites, output, thinking } = readChatUsage(usage);
  return {
    input_tokens: input,
    cache_creation_input_tokens: cacheWrites,
    cache_read_input_tokens: cacheReads,
    output_tokens: output,
    output_tokens_details: thinking === null ? null : { thinking_tokens: thinking },
    server_tool_use: null,
  };
}

function readChatUsage(usage: unknown): typeof UNKNOWN | Counts {
  if (!isJsonObject(usage)) return UNKNOWN;
  const prompt = readCount(usage.prompt_tokens);
  const output = readCount(usage.completion_tokens);
  if (prompt === null || output === null) return UNKNOWN;
  const cacheReads = readPart(usage.prompt_tokens_details, 'cached_tokens', prompt);
  const cacheWrites = readPart(usage.prompt_tokens_details, 'cache_write_tokens', prompt - cacheReads);
  const thinking = readPart(usage.completion_tokens_details, 'reasoning_tokens', output);
  return { input: prompt - cacheReads - cacheWrites, cacheReads, cacheWrites, output, thinking };
}

interface Counts {
  readonly input: number;
  readonly cacheReads: number;
  readonly cacheWrites: number;
  readonly output: number;
  readonly thinking: number | null;
}

function readPart(details: unknown, name: string, whole: number): number {
  const part = isJsonObject(details) ? readCount(details[name]) : null;
  return part !== null && part <= whole ? part : 0;
}

function readCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
