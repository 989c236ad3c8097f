import { isJsonObject, type JsonObject } from '../openai/isJsonObject';

/** A JSON object in a text, such as the arguments of a call; null when it is something else. */
export function parseObject(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
