import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';

interface GatheredCall {
  readonly id: unknown;
  readonly name: unknown;
  arguments: string;
}

/** What a client of chat completions makes of an answer, in one piece or in chunks. */
export function gatheredChat(chunks: readonly JsonObject[]): unknown {
  const choices = chunks.flatMap((chunk) => objectsIn(chunk.choices));
  const said = choices.map(({ delta, message }) => delta ?? message).filter(isJsonObject);
  return {
    content: said.map(({ content }) => content ?? '').join(''),
    calls: gatheredCalls(said.flatMap((piece) => objectsIn(piece.tool_calls))),
    reasons: choices.map(({ finish_reason }) => finish_reason ?? null).filter((reason) => reason !== null),
  };
}

function gatheredCalls(pieces: readonly JsonObject[]): GatheredCall[] {
  const calls: GatheredCall[] = [];
  for (const { id, function: called } of pieces) {
    if (!isJsonObject(called)) continue;
    if (id) calls.push({ id, name: called.name, arguments: '' });
    const last = calls.at(-1);
    if (last) last.arguments += String(called.arguments);
  }
  return calls;
}

function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
