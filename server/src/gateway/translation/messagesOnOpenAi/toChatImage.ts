import type { JsonObject } from '../../openai/isJsonObject';
import { checkFields, untranslatable } from '../fieldRules';
import { readObject, readText } from '../readField';
import { ANTHROPIC_SOURCE_FIELDS } from './messagesRequestFields';

/**
 * The source of Anthropic's image as a part of a chat message.
 *
 * @throws GatewayRefusal INVALID_REQUEST for a source that the provider cannot read.
 */
export function toChatImage(value: unknown, place: string): JsonObject {
  const source = readObject(value, place);
  switch (source.type) {
    case 'base64': {
      checkFields(source, ANTHROPIC_SOURCE_FIELDS.base64, `${place}.`);
      const mediaType = readText(source.media_type, `${place}.media_type`);
      const url = `data:${mediaType};base64,${readText(source.data, `${place}.data`)}`;
      return { type: 'image_url', image_url: { url } };
    }
    case 'url':
      checkFields(source, ANTHROPIC_SOURCE_FIELDS.url, `${place}.`);
      return { type: 'image_url', image_url: { url: readText(source.url, `${place}.url`) } };
    default:
      throw untranslatable(`${place}.type`, 'it cannot read such files', '"base64" or "url"');
  }
}
