import type { JsonObject } from '../../openai/isJsonObject';
import { checkFields } from '../fieldRules';
import { mustBe, readObject, readText } from '../readField';
import { CHAT_IMAGE_FIELDS } from './chatRequestFields';

const DATA_ADDRESS = /^data:(image\/(?:jpeg|png|gif|webp));base64,/i;

/**
 * An image of a chat message as Anthropic's block.
 *
 * @throws GatewayRefusal INVALID_REQUEST when it is something else than an address that the provider can read.
 */
export function toAnthropicImage(value: unknown, place: string): JsonObject {
  const image = readObject(value, place);
  checkFields(image, CHAT_IMAGE_FIELDS, `${place}.`);
  return { type: 'image', source: sourceOf(readText(image.url, `${place}.url`), `${place}.url`) };
}

function sourceOf(address: string, param: string): JsonObject {
  const head = DATA_ADDRESS.exec(address.slice(0, 40));
  if (head)
    return { type: 'base64', media_type: head[1]?.toLowerCase(), data: address.slice(head[0].length) };
  if (/^https:\/\//i.test(address) && URL.canParse(address)) return { type: 'url', url: address };
  throw mustBe(param, 'an https address, or a data address of a JPEG, PNG, GIF or WebP in base64');
}
