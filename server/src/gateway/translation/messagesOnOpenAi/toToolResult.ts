import type { JsonObject } from '../../openai/isJsonObject';
import { checkFields, untranslatable } from '../fieldRules';
import { readList, readObject, readOptionalBoolean, readText } from '../readField';
import { ANTHROPIC_BLOCK_FIELDS } from './messagesRequestFields';
import { toChatImage } from './toChatImage';

export interface ToolResult {
  /** With the role `tool`. */
  readonly message: JsonObject;
  /** What such a message has no room for: parts for the message after it. */
  readonly images: readonly JsonObject[];
}

/**
 * The result of a tool as a message of its own.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming what cannot be translated.
 */
export function toToolResult(block: JsonObject, place: string): ToolResult {
  const id = readText(block.tool_use_id, `${place}.tool_use_id`);
  const { texts, images } = readContent(block.content, `${place}.content`);
  const isError = readOptionalBoolean(block.is_error, `${place}.is_error`) === true;
  const text =
    texts.length === 0 && images.length > 0 ? 'See the images in the next message.' : texts.join('\n');
  return {
    message: { role: 'tool', tool_call_id: id, content: isError ? `Error: ${text}` : text },
    images: images.length > 0 ? [{ type: 'text', text: `Images of the result of ${id}:` }, ...images] : [],
  };
}

interface ResultContent {
  readonly texts: string[];
  readonly images: JsonObject[];
}

function readContent(content: unknown, place: string): ResultContent {
  if (typeof content === 'string') return { texts: [content], images: [] };
  const read: ResultContent = { texts: [], images: [] };
  readList(content, place).forEach((value, index) => {
    const at = `${place}[${index}]`;
    const block = readObject(value, at);
    if (block.type === 'text') {
      checkFields(block, ANTHROPIC_BLOCK_FIELDS.text, `${at}.`);
      read.texts.push(readText(block.text, `${at}.text`));
    } else if (block.type === 'image') {
      checkFields(block, ANTHROPIC_BLOCK_FIELDS.image, `${at}.`);
      read.images.push(toChatImage(block.source, `${at}.source`));
    } else {
      throw untranslatable(`${at}.type`, 'it takes text and image here');
    }
  });
  return read;
}
