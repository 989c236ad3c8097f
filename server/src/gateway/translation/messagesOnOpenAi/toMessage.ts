import { isDeeperThan } from '../../openai/isDeeperThan';
import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';
import { parseJsonObject } from '../../openai/parseJsonObject';
import { UntranslatableAnswer } from '../untranslatableAnswer';
import { toAnthropicUsage } from './chatUsage';
import { toStopReason } from './stopReasons';

/**
 * A chat completion as Anthropic's message: first the text, then the calls. Reasoning that some servers send along is
 * not shown, though its tokens count.
 *
 * @throws UntranslatableAnswer when it is no completion.
 */
export function toMessage(completion: JsonObject): JsonObject {
  const choice: unknown = Array.isArray(completion.choices) ? completion.choices[0] : null;
  if (!isJsonObject(choice) || !isJsonObject(choice.message)) {
    throw new UntranslatableAnswer('The upstream sent something else than a completion.');
  }
  const { content, refusal, tool_calls: listed } = choice.message;
  const calls = Array.isArray(listed) ? listed.filter(isJsonObject).map(toToolUse) : [];
  const isRefusal = typeof refusal === 'string' && refusal !== '';
  const saw = { calls: calls.length > 0, refusal: isRefusal };
  return {
    ...messageHead(completion),
    content: [...toText(content), ...toText(refusal), ...calls],
    ...toStopReason(choice, saw),
    usage: messageUsage(completion.usage),
  };
}

/** The fields of a message that say nothing about its answer. Those that only Anthropic knows are null. */
export function messageHead(completion: JsonObject): JsonObject {
  return {
    id: completion.id,
    type: 'message',
    role: 'assistant',
    model: completion.model,
    container: null,
    diagnostics: null,
    stop_details: null,
  };
}

/** The whole usage of a message, with what only Anthropic could say as null. */
export function messageUsage(usage: unknown): JsonObject {
  return {
    ...toAnthropicUsage(usage),
    cache_creation: null,
    inference_geo: null,
    service_tier: null,
    speed: null,
  };
}

function toText(text: unknown): JsonObject[] {
  return typeof text === 'string' && text !== '' ? [{ type: 'text', text, citations: null }] : [];
}

function toToolUse(call: JsonObject): JsonObject {
  const { name, arguments: written } = isJsonObject(call.function) ? call.function : call;
  return { type: 'tool_use', id: call.id, name, input: toInput(written), caller: { type: 'direct' } };
}

/** Nothing that a client would take. */
const MAX_LEVELS = 64;

/**
 * Arguments that are no object of JSON, such as those of a call that was cut off, stay as they are under the name that
 * Anthropic's documentation of fine-grained tool streaming gives to them.
 */
function toInput(written: unknown): JsonObject {
  if (typeof written !== 'string' || written === '') return {};
  const input = parseJsonObject(written);
  return input && !isDeeperThan(input, MAX_LEVELS) ? input : { INVALID_JSON: written };
}
