import type { GatewayRefusal } from '../../gatewayRefusal';
import type { JsonObject } from '../../openai/isJsonObject';
import { checkFields, type FieldRules, untranslatable } from '../fieldRules';
import { mustBe, readList, readObject, readText } from '../readField';
import { ANTHROPIC_BLOCK_FIELDS, ANTHROPIC_MESSAGE_FIELDS } from './messagesRequestFields';
import { toChatImage } from './toChatImage';
import { type ToolResult, toToolResult } from './toToolResult';

/**
 * Anthropic's system prompt and turns as the messages of a chat. A turn with results of tools becomes a message for
 * each of them, and one for the rest of the turn.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming what cannot be translated.
 */
export function toChatMessages(request: JsonObject): JsonObject[] {
  const system = toContent(readBlocks(request.system, 'system', ['text']));
  const turns = readList(request.messages, 'messages');
  const messages = turns.flatMap((turn, index) => toMessages(turn, `messages[${index}]`));
  if (messages.at(-1)?.role === 'assistant') throw isPrefill(`messages[${turns.length - 1}].role`);
  return system === null ? messages : [{ role: 'system', content: system }, ...messages];
}

/** The beginning of an answer that the model is to go on with. Chat completions would answer it with a new message. */
function isPrefill(param: string): GatewayRefusal {
  return untranslatable(param, 'it does not go on with an answer that was begun');
}

function toMessages(value: unknown, place: string): JsonObject[] {
  const turn = readObject(value, place);
  checkFields(turn, ANTHROPIC_MESSAGE_FIELDS, `${place}.`);
  const { role, content } = turn;
  switch (role) {
    case 'system':
      return [{ role, content: toContent(readBlocks(content, `${place}.content`, ['text'])) ?? '' }];
    case 'user':
      return toUserMessages(readBlocks(content, `${place}.content`, ['text', 'image', 'tool_result']));
    case 'assistant':
      return [toAssistantMessage(readBlocks(content, `${place}.content`, ['text', 'tool_use']))];
    default:
      throw mustBe(`${place}.role`, '"user", "assistant" or "system"');
  }
}

interface Block {
  readonly type: BlockType;
  readonly place: string;
  readonly fields: JsonObject;
}

type BlockType = keyof typeof ANTHROPIC_BLOCK_FIELDS;

/** A text is a list of one block of it. */
function readBlocks(content: unknown, place: string, types: readonly BlockType[]): Block[] {
  if (typeof content === 'string') return [{ type: 'text', place, fields: { text: content } }];
  return readList(content, place).map((value, index) => {
    const at = `${place}[${index}]`;
    const fields = readObject(value, at);
    const type = types.find((allowed) => allowed === fields.type);
    if (!type) throw untranslatable(`${at}.type`, `it takes ${types.join(', ')} here`);
    const rules: FieldRules = ANTHROPIC_BLOCK_FIELDS[type];
    checkFields(fields, rules, `${at}.`);
    return { type, place: at, fields };
  });
}

function toUserMessages(blocks: readonly Block[]): JsonObject[] {
  const results: ToolResult[] = [];
  const parts: Block[] = [];
  for (const block of blocks) {
    if (block.type !== 'tool_result') parts.push(block);
    else if (parts.length === 0) results.push(toToolResult(block.fields, block.place));
    else
      throw untranslatable(
        block.place,
        'results of tools have to stand before everything else in their turn',
      );
  }
  const images = results.flatMap((result) => result.images);
  const content = images.length > 0 ? [...images, ...parts.map(toPart)] : toContent(parts);
  const messages = results.map(({ message }) => message);
  return content === null && messages.length > 0
    ? messages
    : [...messages, { role: 'user', content: content ?? '' }];
}

function toAssistantMessage(blocks: readonly Block[]): JsonObject {
  const content = toContent(blocks.filter(({ type }) => type === 'text'));
  const calls = blocks.filter(({ type }) => type === 'tool_use').map(toToolCall);
  return calls.length > 0
    ? { role: 'assistant', content, tool_calls: calls }
    : { role: 'assistant', content: content ?? '' };
}

function toToolCall({ fields, place }: Block): JsonObject {
  const name = readText(fields.name, `${place}.name`);
  const input = readObject(fields.input, `${place}.input`);
  return {
    id: readText(fields.id, `${place}.id`),
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  };
}

/** One text stands for itself, which every server of this kind takes; null for nothing. */
function toContent(blocks: readonly Block[]): string | JsonObject[] | null {
  const [first] = blocks;
  if (!first) return null;
  if (blocks.length === 1 && first.type === 'text') return readText(first.fields.text, `${first.place}.text`);
  return blocks.map(toPart);
}

function toPart({ type, fields, place }: Block): JsonObject {
  if (type === 'image') return toChatImage(fields.source, `${place}.source`);
  return { type: 'text', text: readText(fields.text, `${place}.text`) };
}
