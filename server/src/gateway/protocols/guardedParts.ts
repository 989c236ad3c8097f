import { isJsonObject } from '../openai/isJsonObject';
import { wrong } from './requestFields';

/**
 * Refuses parts of a prompt that point to what somebody stored with the provider: all keys share the operator's account
 * there, so an id may be anybody's, and what it stands for cannot be counted.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the list in which it stands.
 */
export function guardFileIds(value: unknown, param: string): void {
  if (Array.isArray(value)) {
    for (const item of value) guardFileIds(item, param);
  } else if (isJsonObject(value)) {
    if (typeof value.file_id === 'string' || value.type === 'item_reference') {
      throw wrong(param, 'must not point to stored files or items: send what they hold');
    }
    for (const name of CONTAINERS) guardFileIds(value[name], param);
  }
}

/** Where parts stand within messages and parts. Arguments and results of the client's tools are none of it. */
const CONTAINERS = ['content', 'file', 'source', 'image_url', 'input_audio', 'output'] as const;
