import { isJsonObject, type JsonObject } from './isJsonObject';

/** Null when it is not an object of JSON. */
export function parseJsonObject(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
