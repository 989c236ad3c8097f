import { isDeeperThan } from '../../openai/isDeeperThan';
import type { JsonObject } from '../../openai/isJsonObject';
import { parseJsonObject } from '../../openai/parseJsonObject';
import { checkFields, type FieldRules, untranslatable } from '../fieldRules';
import { mustBe, readList, readObject, readText } from '../readField';
import {
  CHAT_CALLED_FUNCTION_FIELDS,
  CHAT_MESSAGE_FIELDS,
  CHAT_PART_FIELDS,
  CHAT_TOOL_CALL_FIELDS,
} from './chatRequestFields';
import { toAnthropicImage } from './toAnthropicImage';

/** Arguments come as a text, so that the check of the body's depth does not see into them. */
const MAX_LEVELS = 64;

interface AnthropicMessages {
  /** What the system messages at the beginning say; undefined when there are none. */
  readonly system?: readonly JsonObject[];
  readonly messages: readonly JsonObject[];
}

/**
 * The messages of a chat as Anthropic's turns. System messages at the beginning stand outside of them, and the results
 * of tools that were called together make one turn.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming what cannot be translated.
 */
export function toAnthropicMessages(chatMessages: readonly unknown[]): AnthropicMessages {
  const system: JsonObject[] = [];
  const messages: JsonObject[] = [];
  let results: JsonObject[] | null = null;
  chatMessages.forEach((value, index) => {
    const message = toTurn(value, `messages[${index}]`);
    if (message.role === 'tool') {
      if (!results) {
        results = [];
        messages.push({ role: 'user', content: results });
      }
      results.push(...message.blocks);
      return;
    }
    results = null;
    if (message.role === 'system' && message.blocks.length === 0) return;
    if (message.role === 'system' && messages.length === 0) system.push(...message.blocks);
    else messages.push({ role: message.role, content: message.blocks });
  });
  return system.length > 0 ? { system, messages } : { messages };
}

interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly blocks: readonly JsonObject[];
}

function toTurn(value: unknown, place: string): Turn {
  const message = readObject(value, place);
  switch (message.role) {
    case 'system':
    case 'developer':
      checkFields(message, CHAT_MESSAGE_FIELDS.system, `${place}.`);
      return { role: 'system', blocks: toBlocks(message.content, `${place}.content`, ['text']) };
    case 'user':
      checkFields(message, CHAT_MESSAGE_FIELDS.user, `${place}.`);
      return toSpokenTurn(
        'user',
        toBlocks(message.content, `${place}.content`, ['text', 'image_url']),
        place,
      );
    case 'assistant':
      checkFields(message, CHAT_MESSAGE_FIELDS.assistant, `${place}.`);
      return toSpokenTurn('assistant', toAssistantBlocks(message, place), place);
    case 'tool':
      checkFields(message, CHAT_MESSAGE_FIELDS.tool, `${place}.`);
      return { role: 'tool', blocks: [toToolResult(message, place)] };
    default:
      throw untranslatable(`${place}.role`, 'it takes system, developer, user, assistant and tool only');
  }
}

/** Anthropic takes no turn without content. Leaving it out would change the conversation. */
function toSpokenTurn(role: 'user' | 'assistant', blocks: readonly JsonObject[], place: string): Turn {
  if (blocks.length === 0) throw mustBe(`${place}.content`, 'more than an empty text for this model');
  return { role, blocks };
}

function toAssistantBlocks(message: JsonObject, place: string): JsonObject[] {
  const calls = readList(message.tool_calls, `${place}.tool_calls`);
  return [
    ...toBlocks(message.content, `${place}.content`, ['text', 'refusal']),
    ...toBlocks(message.refusal, `${place}.refusal`, []),
    ...calls.map((call, index) => toToolUse(call, `${place}.tool_calls[${index}]`)),
  ];
}

function toToolResult(message: JsonObject, place: string): JsonObject {
  const content = toBlocks(message.content, `${place}.content`, ['text']);
  return {
    type: 'tool_result',
    tool_use_id: readText(message.tool_call_id, `${place}.tool_call_id`),
    ...(content.length > 0 ? { content } : {}),
  };
}

function toToolUse(value: unknown, place: string): JsonObject {
  const call = readObject(value, place);
  if (call.type !== 'function')
    throw untranslatable(`${place}.type`, 'it takes functions only', '"function"');
  checkFields(call, CHAT_TOOL_CALL_FIELDS, `${place}.`);
  const called = readObject(call.function, `${place}.function`);
  checkFields(called, CHAT_CALLED_FUNCTION_FIELDS, `${place}.function.`);
  const written = readText(called.arguments, `${place}.function.arguments`);
  // A function without parameters is sometimes called with nothing at all.
  const input = written === '' ? {} : parseJsonObject(written);
  if (!input || isDeeperThan(input, MAX_LEVELS)) {
    const allowed = `an object of JSON with at most ${MAX_LEVELS} levels for this model`;
    throw mustBe(`${place}.function.arguments`, allowed);
  }
  const name = readText(called.name, `${place}.function.name`);
  return { type: 'tool_use', id: readText(call.id, `${place}.id`), name, input };
}

type PartType = keyof typeof CHAT_PART_FIELDS;

/** Content as blocks. Empty texts say nothing, and Anthropic refuses them: they are left out. */
function toBlocks(content: unknown, place: string, types: readonly PartType[]): JsonObject[] {
  if (content === undefined || content === null || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return readList(content, place).flatMap((value, index) => {
    const part = readObject(value, `${place}[${index}]`);
    return toBlock(part, `${place}[${index}]`, types);
  });
}

function toBlock(part: JsonObject, place: string, types: readonly PartType[]): JsonObject[] {
  const type = types.find((allowed) => allowed === part.type);
  if (!type) throw untranslatable(`${place}.type`, `it takes ${types.join(' and ') || 'text'} only`);
  const rules: FieldRules = CHAT_PART_FIELDS[type];
  checkFields(part, rules, `${place}.`);
  if (type === 'image_url') return [toAnthropicImage(part.image_url, `${place}.image_url`)];
  const text = readText(part[type], `${place}.${type}`);
  return text === '' ? [] : [{ type: 'text', text }];
}
