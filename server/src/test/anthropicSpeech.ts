import { isJsonObject, type JsonObject } from '../gateway/openai/isJsonObject';
import { anthropicRequestShape } from '../gateway/translation/testing/anthropicShape';
import { lastText } from './lastText';
import type { ModelSpeech } from './modelServer';

/** What every answer reports. */
const ANTHROPIC_USAGE = {
  input_tokens: 11,
  cache_creation_input_tokens: 20,
  cache_read_input_tokens: 300,
  output_tokens: 42,
  output_tokens_details: { thinking_tokens: 5 },
} as const;

/**
 * Anthropic's Messages API: says what it was told last, calls its first tool when it is asked about the weather, and
 * refuses what is no request of that API.
 */
export const anthropicSpeech: ModelSpeech = {
  refusalOf(request) {
    // Clients of this protocol write more than the gateway does when it translates.
    const { error } = request.top_k === undefined ? anthropicRequestShape.safeParse(request) : {};
    if (!error) return null;
    const said = { type: 'invalid_request_error', message: error.message };
    return { status: 400, body: { type: 'error', error: said } };
  },
  whole: messageFor,
  count: ({ messages }) => ({ input_tokens: lastText(messages).length }),
  events: (request) => eventsOf(messageFor(request)).map(asText),
  errorEvent: asText({
    type: 'error',
    error: { type: 'overloaded_error', message: 'Ask org-upstream12345.' },
  }),
};

function asText(event: JsonObject): string {
  return `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`;
}

function messageFor(request: JsonObject): JsonObject {
  const said = lastText(request.messages);
  const [tool]: unknown[] = Array.isArray(request.tools) ? request.tools : [];
  const call = isJsonObject(tool) && said.includes('weather') ? tool : null;
  const text = { type: 'text', text: `You said: ${said}`, citations: null };
  const use = { type: 'tool_use', id: 'toolu_1', name: call?.name, input: { city: 'Oslo' } };
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: call ? [text, use] : [text],
    stop_reason: call ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: ANTHROPIC_USAGE,
  };
}

function eventsOf(message: JsonObject): JsonObject[] {
  const { content, stop_reason, stop_sequence, ...rest } = message;
  const { output_tokens, output_tokens_details, ...input } = ANTHROPIC_USAGE;
  const blocks = Array.isArray(content) ? content.filter(isJsonObject) : [];
  const start = { ...rest, content: [], stop_reason: null, usage: { ...input, output_tokens: 1 } };
  return [
    { type: 'message_start', message: start },
    { type: 'ping' },
    ...blocks.flatMap(blockEvents),
    {
      type: 'message_delta',
      delta: { stop_reason, stop_sequence },
      usage: { output_tokens, output_tokens_details },
    },
    { type: 'message_stop' },
  ];
}

function blockEvents(block: JsonObject, index: number): JsonObject[] {
  const isText = block.type === 'text';
  const written = isText ? String(block.text) : JSON.stringify(block.input);
  const half = Math.ceil(written.length / 2);
  const content_block = isText ? { ...block, text: '' } : { ...block, input: {} };
  return [
    { type: 'content_block_start', index, content_block },
    ...[written.slice(0, half), written.slice(half)].map((piece) => ({
      type: 'content_block_delta',
      index,
      delta: isText ? { type: 'text_delta', text: piece } : { type: 'input_json_delta', partial_json: piece },
    })),
    { type: 'content_block_stop', index },
  ];
}
