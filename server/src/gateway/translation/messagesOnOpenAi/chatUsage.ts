import { readCount, readPart } from '../../metering/readCount';
import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';

/**
 * OpenAI's usage object as Anthropic's: there, input leaves out what was read from the cache and written to it. All
 * zeros when the upstream said nothing that can be believed.
 */
export function toAnthropicUsage(usage: unknown): JsonObject {
  const reported = isJsonObject(usage) ? usage : {};
  const { prompt_tokens_details: inputDetails, completion_tokens_details: outputDetails } = reported;
  const prompt = readCount(reported.prompt_tokens);
  const output = readCount(reported.completion_tokens);
  if (prompt === null || output === null) return anthropicUsage({ input: 0, reads: 0, writes: 0, output: 0 });
  const reads = readPart(inputDetails, 'cached_tokens', prompt);
  const writes = readPart(inputDetails, 'cache_write_tokens', prompt - reads);
  const thinking_tokens = readPart(outputDetails, 'reasoning_tokens', output);
  return {
    ...anthropicUsage({ input: prompt - reads - writes, reads, writes, output }),
    output_tokens_details: { thinking_tokens },
  };
}

interface Counts {
  readonly input: number;
  readonly reads: number;
  readonly writes: number;
  readonly output: number;
}

function anthropicUsage({ input, reads, writes, output }: Counts): JsonObject {
  return {
    input_tokens: input,
    cache_creation_input_tokens: writes,
    cache_read_input_tokens: reads,
    output_tokens: output,
    output_tokens_details: null,
    server_tool_use: null,
  };
}
