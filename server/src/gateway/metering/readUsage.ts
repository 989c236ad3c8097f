import { isJsonObject, type JsonObject } from '../openai/isJsonObject';
import { readCount, readPart } from './readCount';
import type { ReportedUsage } from './reportedUsage';

/**
 * The usage object of chat completions and completions. Null when it cannot be believed: no object, or input or output
 * missing, negative, broken, a text or absurd. An explicit zero is a report like any other. Cached and reasoning tokens
 * are parts of input and output and never added; a part that cannot be believed counts as zero. A total above the sum
 * means output that is not counted in its own field, as some providers do with reasoning: it is added to the output. Any
 * total that is not the sum makes the report doubtful.
 */
export function readUsage(usage: unknown): ReportedUsage | null {
  if (!isJsonObject(usage)) return null;
  return withTotal(usage, {
    inputTokens: readCount(usage.prompt_tokens),
    outputTokens: readCount(usage.completion_tokens),
    inputDetails: usage.prompt_tokens_details,
    outputDetails: usage.completion_tokens_details,
  });
}

/** The usage object of OpenAI's responses, by the same rules. */
export function readResponsesUsage(usage: unknown): ReportedUsage | null {
  if (!isJsonObject(usage)) return null;
  return withTotal(usage, {
    inputTokens: readCount(usage.input_tokens),
    outputTokens: readCount(usage.output_tokens),
    inputDetails: usage.input_tokens_details,
    outputDetails: usage.output_tokens_details,
  });
}

/** The usage object of embeddings, which only have input. Some servers give nothing but the total. */
export function readEmbeddingsUsage(usage: unknown): ReportedUsage | null {
  if (!isJsonObject(usage)) return null;
  const input = readCount(usage.prompt_tokens);
  const total = readCount(usage.total_tokens);
  const inputTokens = input ?? (usage.prompt_tokens === undefined ? total : null);
  if (inputTokens === null) return null;
  return onlyInput(inputTokens, total !== null && total !== inputTokens);
}

/**
 * The usage of a rerank, wherever the server writes it: `usage` as Jina and vLLM do, `meta.tokens` or
 * `meta.billed_units` as Cohere does. Cohere's search units are no tokens.
 */
export function readRerankUsage({ usage, meta }: JsonObject): ReportedUsage | null {
  const reported = readEmbeddingsUsage(usage);
  if (reported) return reported;
  const { tokens, billed_units: billed } = isJsonObject(meta) ? meta : {};
  for (const counts of [tokens, billed]) {
    const inputTokens = isJsonObject(counts) ? readCount(counts.input_tokens) : null;
    if (inputTokens !== null) return onlyInput(inputTokens, false);
  }
  return null;
}

interface Counts {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly inputDetails: unknown;
  readonly outputDetails: unknown;
}

function withTotal(usage: JsonObject, counts: Counts): ReportedUsage | null {
  const { inputTokens, outputTokens } = counts;
  if (inputTokens === null || outputTokens === null) return null;
  const sum = inputTokens + outputTokens;
  const total = readCount(usage.total_tokens) ?? sum;
  const wholeOutput = outputTokens + Math.max(total - sum, 0);
  return {
    inputTokens,
    outputTokens: wholeOutput,
    cachedInputTokens: readPart(counts.inputDetails, 'cached_tokens', inputTokens),
    reasoningTokens: readPart(counts.outputDetails, 'reasoning_tokens', wholeOutput),
    isDoubtful: total !== sum,
  };
}

function onlyInput(inputTokens: number, isDoubtful: boolean): ReportedUsage {
  return { inputTokens, outputTokens: 0, cachedInputTokens: 0, reasoningTokens: 0, isDoubtful };
}
