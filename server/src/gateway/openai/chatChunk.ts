import { isJsonObject } from './isJsonObject';

/** What the gateway reads of an answer, or of one chunk of it. */
export interface ChatChunk {
  /** The `usage` field as it came; undefined when there is none. */
  readonly usage: unknown;
  /** True when `choices` is an empty list, as in the chunk that carries the usage. */
  readonly hasNoChoices: boolean;
  /** The upstream reports a failure in the middle of its answer. */
  readonly isError: boolean;
  /** Everything that the model wrote: what is said, thought, refused and called. */
  readonly texts: readonly string[];
}

/** Reads the JSON of a completion, chat or not, or of one streamed chunk of it. Null when it is not an object of JSON. */
export function readChatChunk(json: string): ChatChunk | null {
  const value = parseJson(json);
  if (!isJsonObject(value)) return null;
  const choices = Array.isArray(value.choices) ? value.choices : null;
  const texts: string[] = [];
  for (const choice of choices ?? []) {
    if (!isJsonObject(choice)) continue;
    // Completions without messages have their text here.
    pushText(choice.text, texts);
    collectTexts(choice.delta ?? choice.message, texts);
  }
  return { usage: value.usage, hasNoChoices: choices?.length === 0, isError: Boolean(value.error), texts };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** `reasoning_content` and `reasoning` are not OpenAI's, but what vLLM, DeepSeek and OpenRouter send. */
const TEXT_FIELDS = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const;

function collectTexts(message: unknown, texts: string[]): void {
  if (!isJsonObject(message)) return;
  for (const field of TEXT_FIELDS) pushText(message[field], texts);
  collectCall(message.function_call, texts);
  if (!Array.isArray(message.tool_calls)) return;
  for (const call of message.tool_calls) {
    if (isJsonObject(call)) collectCall(call.function, texts);
  }
}

function collectCall(call: unknown, texts: string[]): void {
  if (!isJsonObject(call)) return;
  pushText(call.name, texts);
  pushText(call.arguments, texts);
}

function pushText(value: unknown, texts: string[]): void {
  if (typeof value === 'string' && value !== '') texts.push(value);
}
