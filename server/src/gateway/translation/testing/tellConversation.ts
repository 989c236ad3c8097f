import type { JsonObject } from '../../openai/isJsonObject';
import type { Conversation } from './requestArbitraries';

type Turn = Conversation['turns'][number];
type Call = Extract<Turn, { kind: 'ROUND' }>['calls'][number];

/** The conversation as a request for a chat completion, in the form in which the gateway writes one. */
export function asChat(told: Conversation, model: string): JsonObject {
  return {
    model,
    max_completion_tokens: told.maxTokens,
    messages: [
      ...(told.system === null ? [] : [{ role: 'system', content: told.system }]),
      ...told.turns.flatMap((turn, index) => asChatMessages(turn, index)),
    ],
    tools: told.tools.map(({ name, description, schema }) => ({
      type: 'function',
      function: { name, description, parameters: schema },
    })),
    temperature: told.temperature,
    stop: told.stop,
    user: told.user,
  };
}

function asChatMessages(turn: Turn, index: number): JsonObject[] {
  switch (turn.kind) {
    case 'USER':
      return [
        { role: 'user', content: inShort(turn.parts.map(({ image, value }) => chatPart(image, value))) },
      ];
    case 'SAID':
      return [{ role: 'assistant', content: turn.text }];
    case 'ROUND':
      return [
        {
          role: 'assistant',
          content: turn.said,
          tool_calls: turn.calls.map((call, at) => chatCall(call, index, at)),
        },
        ...turn.calls.map(({ result }, at) => ({
          role: 'tool',
          tool_call_id: callId(index, at),
          content: result,
        })),
      ];
  }
}

function chatPart(isImage: boolean, value: string): JsonObject {
  return isImage ? { type: 'image_url', image_url: { url: value } } : { type: 'text', text: value };
}

function chatCall(call: Call, turn: number, at: number): JsonObject {
  const called = { name: call.name, arguments: JSON.stringify(call.input) };
  return { id: callId(turn, at), type: 'function', function: called };
}

/** The conversation as a request of the Messages API, in the form in which the gateway writes one. */
export function asMessages(told: Conversation, model: string): JsonObject {
  return {
    model,
    max_tokens: told.maxTokens,
    ...(told.system === null ? {} : { system: [{ type: 'text', text: told.system }] }),
    messages: told.turns.flatMap((turn, index) => asTurns(turn, index)),
    tools: told.tools.map(({ name, description, schema }) => ({ name, description, input_schema: schema })),
    temperature: told.temperature,
    stop_sequences: told.stop,
    metadata: { user_id: told.user },
  };
}

function asTurns(turn: Turn, index: number): JsonObject[] {
  switch (turn.kind) {
    case 'USER':
      return [{ role: 'user', content: turn.parts.map(({ image, value }) => block(image, value)) }];
    case 'SAID':
      return [{ role: 'assistant', content: [block(false, turn.text)] }];
    case 'ROUND':
      return [
        {
          role: 'assistant',
          content: [
            ...(turn.said === null ? [] : [block(false, turn.said)]),
            ...turn.calls.map(({ name, input }, at) => ({
              type: 'tool_use',
              id: callId(index, at),
              name,
              input,
            })),
          ],
        },
        { role: 'user', content: turn.calls.map(({ result }, at) => resultBlock(result, callId(index, at))) },
      ];
  }
}

function block(isImage: boolean, value: string): JsonObject {
  if (!isImage) return { type: 'text', text: value };
  const [head, data] = value.split(';base64,');
  if (data === undefined) return { type: 'image', source: { type: 'url', url: value } };
  return { type: 'image', source: { type: 'base64', media_type: head?.slice('data:'.length), data } };
}

function resultBlock(result: string, id: string): JsonObject {
  const content = result === '' ? {} : { content: [block(false, result)] };
  return { type: 'tool_result', tool_use_id: id, ...content };
}

/** A content of one text stands for itself. */
function inShort(parts: readonly JsonObject[]): unknown {
  const [first] = parts;
  return parts.length === 1 && first?.type === 'text' ? first.text : parts;
}

function callId(turn: number, at: number): string {
  return `call_${turn}_${at}`;
}
