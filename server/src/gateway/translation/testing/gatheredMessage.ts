import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';

/** What a client of the Messages API makes of the events of a stream. */
export function gatheredMessage(events: readonly JsonObject[]): JsonObject {
  const end = events.find(({ type }) => type === 'message_delta');
  const opened = events.filter(({ type }) => type === 'content_block_start');
  return {
    content: opened.map(({ index, content_block: block }) => gatheredBlock(block, deltasOf(index, events))),
    stop_reason: isJsonObject(end?.delta) ? end.delta.stop_reason : null,
    usage: end?.usage,
  };
}

function deltasOf(index: unknown, events: readonly JsonObject[]): JsonObject[] {
  return events
    .filter((event) => event.type === 'content_block_delta' && event.index === index)
    .map(({ delta }) => delta)
    .filter(isJsonObject);
}

function gatheredBlock(block: unknown, deltas: readonly JsonObject[]): JsonObject {
  if (!isJsonObject(block)) throw new Error('A block of content is no object.');
  if (block.type === 'text') return { ...block, text: deltas.map(({ text }) => text).join('') };
  const json = deltas.map(({ partial_json: piece }) => piece).join('');
  return { ...block, input: JSON.parse(json || '{}') as unknown };
}
