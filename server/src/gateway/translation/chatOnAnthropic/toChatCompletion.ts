import { NOTHING_SAID, updateUsage } from '../../anthropic/anthropicUsage';
import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';
import { UntranslatableAnswer } from '../untranslatableAnswer';
import { toFinishReason } from './finishReasons';
import { toChatUsage } from './toChatUsage';

/**
 * Anthropic's message as a chat completion. Its texts are joined; blocks of thinking are not shown, though their tokens
 * count.
 *
 * @param createdAtS Unix time in seconds: Anthropic does not say it.
 * @throws UntranslatableAnswer when it is no message.
 */
export function toChatCompletion(message: JsonObject, createdAtS: number): JsonObject {
  if (message.type !== 'message' || !Array.isArray(message.content)) {
    throw new UntranslatableAnswer('The upstream sent something else than a message.');
  }
  const blocks = message.content.filter(isJsonObject);
  const calls = blocks.filter(({ type }) => type === 'tool_use').map(toToolCall);
  const texts = blocks.filter(({ type, text }) => type === 'text' && typeof text === 'string');
  const answer = {
    role: 'assistant',
    content: texts.length > 0 ? texts.map(({ text }) => text).join('') : null,
    refusal: refusalText(message.stop_details),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  const finish_reason = toFinishReason(message.stop_reason);
  return {
    id: message.id,
    object: 'chat.completion',
    created: createdAtS,
    model: message.model,
    choices: [{ index: 0, message: answer, logprobs: null, finish_reason }],
    usage: toChatUsage(updateUsage(NOTHING_SAID, message.usage)),
  };
}

/** What Anthropic says of a refusal; null when it says nothing. */
export function refusalText(stopDetails: unknown): string | null {
  const explanation = isJsonObject(stopDetails) ? stopDetails.explanation : null;
  return typeof explanation === 'string' ? explanation : null;
}

function toToolCall(block: JsonObject): JsonObject {
  return {
    id: block.id,
    type: 'function',
    function: { name: block.name, arguments: JSON.stringify(block.input ?? {}) },
  };
}
