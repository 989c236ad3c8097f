import { isJsonObject, type JsonObject } from '../gateway/openai/isJsonObject';
import { chatRequestShape } from '../gateway/translation/testing/chatShape';
import { lastText } from './lastText';
import type { ModelSpeech } from './modelServer';

/** What every answer reports. */
export const CHAT_USAGE = {
  prompt_tokens: 331,
  completion_tokens: 42,
  total_tokens: 373,
  prompt_tokens_details: { cached_tokens: 300, cache_write_tokens: 20 },
  completion_tokens_details: { reasoning_tokens: 5 },
} as const;

/**
 * OpenAI's chat completions: says what it was told last, calls its first tool when it is asked about the weather, and
 * refuses what the gateway would not write of a message of Anthropic's.
 */
export const chatSpeech: ModelSpeech = {
  refusalOf(request) {
    const { error } = chatRequestShape.safeParse(request);
    if (!error) return null;
    return { status: 400, body: { error: { message: error.message, type: 'invalid_request_error' } } };
  },
  whole(request) {
    const { message, finish_reason } = answerTo(request);
    return { ...head(request), choices: [{ index: 0, message, finish_reason }], usage: CHAT_USAGE };
  },
  events(request) {
    const { message, finish_reason } = answerTo(request);
    const chunk = (delta: JsonObject, reason: string | null = null) => ({
      ...head(request),
      choices: [{ index: 0, delta, finish_reason: reason }],
      usage: null,
    });
    const half = Math.ceil(message.content.length / 2);
    const chunks = [
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: message.content.slice(0, half) }),
      chunk({ content: message.content.slice(half) }),
      ...(message.tool_calls ?? []).flatMap(({ function: called, ...call }, index) => [
        chunk({ tool_calls: [{ index, ...call, function: { name: called.name, arguments: '' } }] }),
        chunk({ tool_calls: [{ index, function: { arguments: called.arguments } }] }),
      ]),
      chunk({}, finish_reason),
      { ...head(request), choices: [], usage: CHAT_USAGE },
    ];
    return [...chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`), 'data: [DONE]\n\n'];
  },
  errorEvent: 'data: {"error":{"message":"Ask org-upstream12345.","type":"server_error"}}\n\n',
};

function head({ model }: JsonObject): JsonObject {
  return { id: 'chatcmpl-1', object: 'chat.completion', created: 1_700_000_000, model };
}

function answerTo(request: JsonObject) {
  const said = lastText(request.messages);
  const [tool]: unknown[] = Array.isArray(request.tools) ? request.tools : [];
  const name = isJsonObject(tool) && isJsonObject(tool.function) ? String(tool.function.name) : null;
  const isCall = name !== null && said.includes('weather');
  const called = { id: 'call_1', type: 'function', function: { name, arguments: '{"city":"Oslo"}' } };
  const message = {
    role: 'assistant',
    content: `You said: ${said}`,
    ...(isCall ? { tool_calls: [called] } : {}),
  };
  return { message, finish_reason: isCall ? 'tool_calls' : 'stop' };
}
