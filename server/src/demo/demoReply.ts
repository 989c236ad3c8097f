import { DemoRefusal } from './demoRefusal';
import type { DemoRequest } from './demoRequest';
import { demoText } from './demoText';
import type { DemoTool } from './demoTool';

/** What the chat format of OpenAI's newer models adds around each message, and before the answer. */
const TOKENS_AROUND_MESSAGE = 3;
const TOKENS_BEFORE_ANSWER = 3;

/** A whole answer, before it is told in one form or another. */
export interface DemoReply {
  /** One for each token, or for several that make up one character. */
  readonly pieces: readonly string[];
  /** What is called instead of any pieces; null for an answer in words. */
  readonly call: DemoTool | null;
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** Counts the tokens of any text, however long; it must not block for long. */
export type CountTokens = (text: string) => Promise<number>;

/**
 * Answers a conversation, with exact counts of o200k_base on both sides.
 *
 * @throws DemoRefusal when the prompt does not fit into the model's context.
 */
export async function demoReply(request: DemoRequest, countTokens: CountTokens): Promise<DemoReply> {
  const promptTokens = await countPrompt(request, countTokens);
  if (request.tool) return callOf(request.tool, promptTokens, countTokens);
  const prompt = request.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return replyTo({ ...request, prompt, promptTokens });
}

export interface DemoPrompt extends Pick<DemoRequest, 'model' | 'maxTokens'> {
  readonly prompt: string;
  readonly promptTokens: number;
}

/** The same for a prompt that is already counted. @throws as `demoReply` */
export async function replyTo({ model, maxTokens, prompt, promptTokens }: DemoPrompt): Promise<DemoReply> {
  const { contextTokens, style } = model;
  if (promptTokens >= contextTokens) {
    const message = `The maximum context length is ${contextTokens} tokens, your messages have ${promptTokens}.`;
    throw new DemoRefusal(400, message, 'messages', 'context_length_exceeded');
  }
  const { encode, decodeGenerator } = await import('gpt-tokenizer/encoding/o200k_base');
  // The quoted part of the prompt may spell a special token, which is only text here.
  const all = encode(demoText(style, prompt), { disallowedSpecial: new Set<string>() });
  const tokens = all.slice(0, Math.min(maxTokens ?? all.length, contextTokens - promptTokens));
  return {
    pieces: [...decodeGenerator(tokens)],
    call: null,
    finishReason: tokens.length < all.length ? 'length' : 'stop',
    promptTokens,
    completionTokens: tokens.length,
  };
}

async function callOf(call: DemoTool, promptTokens: number, countTokens: CountTokens): Promise<DemoReply> {
  const completionTokens = (await countTokens(call.name)) + (await countTokens(call.argumentsText));
  return { pieces: [], call, finishReason: 'tool_calls', promptTokens, completionTokens };
}

async function countPrompt({ messages }: DemoRequest, countTokens: CountTokens): Promise<number> {
  let tokens = TOKENS_BEFORE_ANSWER;
  for (const { role, content } of messages) {
    tokens += TOKENS_AROUND_MESSAGE + (await countTokens(role)) + (await countTokens(content));
  }
  return tokens;
}
