import { isJsonObject } from '../gateway/openai/isJsonObject';

/** The last text of the last message in either protocol, the results of tools included. */
export function lastText(value: unknown): string {
  if (typeof value === 'string') return value;
  const last: unknown = Array.isArray(value) ? value.at(-1) : null;
  if (!isJsonObject(last)) return '';
  return typeof last.text === 'string' ? last.text : lastText(last.content);
}
