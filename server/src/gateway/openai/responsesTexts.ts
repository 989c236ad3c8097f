import { isJsonObject, type JsonObject } from './isJsonObject';

/** Everything that the model wrote in a whole response: said, refused, thought and called. */
export function textsOfResponse({ output }: JsonObject): string[] {
  if (!Array.isArray(output)) return [];
  return output.flatMap((item) => (isJsonObject(item) ? textsOfItem(item) : []));
}

/** The same of one item: a message, a reasoning or a call of a tool. */
export function textsOfItem(item: JsonObject): string[] {
  const texts = [item.name, item.arguments, item.input].filter(isText);
  for (const list of [item.content, item.summary]) {
    if (!Array.isArray(list)) continue;
    for (const part of list) {
      if (isJsonObject(part)) texts.push(...[part.text, part.refusal].filter(isText));
    }
  }
  return texts;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
