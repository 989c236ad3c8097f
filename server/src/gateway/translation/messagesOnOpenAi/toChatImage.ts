import type { JsonObject } from '../../openai/isJsonObject';
import { checkFields, translated, untranslatable } from '../fieldRules';
import { readObject, readText } from '../readField';

const BASE64_FIELDS = { type: translated('-'), media_type: translated('-'), data: translated('-') };
const URL_FIELDS = { type: translated('-'), url: translated('-') };

/**
 * The source of Anthropic's image as a part of a chat message.
 *
 * @throws GatewayRefusal INVALID_REQUEST for a source that the provider cannot read.
 */
export function toChatImage(value: unknown, place: string): JsonObject {
  const source = readObject(value, place);
  switch (source.type) {
    case 'base64': {
      checkFields(source, BASE64_FIELDS, `${place}.`);
      const mediaType = readText(source.media_type, `${place}.media_type`);
      const url = `data:${mediaType};base64,${readText(source.data, `${place}.data`)}`;
      return { type: 'image_url', image_url: { url } };
    }
    case 'url':
      checkFields(source, URL_FIELDS, `${place}.`);
      return { type: 'image_url', image_url: { url: readText(source.url, `${place}.url`) } };
    default:
      throw untranslatable(`${place}.type`, 'it cannot read such files', '"base64" or "url"');
  }
}
