import type { JsonObject } from '../../openai/isJsonObject';
import { MESSAGE_EVENTS } from '../testing/anthropicEvents';
import { UntranslatableAnswer } from '../untranslatableAnswer';
import { ChatChunks } from './chatChunks';

const HEAD = { id: 'msg_1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'claude-x' };

function translate(events: readonly JsonObject[], wantsUsage = false): JsonObject[] {
  const translation = new ChatChunks({ createdAtS: 1_700_000_000, wantsUsage });
  return events.flatMap((event) => translation.push(event));
}

const piece = (delta: JsonObject, finish_reason: string | null = null) => ({
  ...HEAD,
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
});

describe('a message of Anthropic, streamed to a client of chat completions', () => {
  it('begins with the role, shows text and calls as they come, and tells why it ended', () => {
    const chunks = translate(MESSAGE_EVENTS);

    const call = (index: number, rest: JsonObject) => piece({ tool_calls: [{ index, ...rest }] });
    expect(chunks).toEqual([
      piece({ role: 'assistant', content: '', refusal: null }),
      piece({ content: 'Let me ' }),
      piece({ content: 'see… 🦊' }),
      call(0, { id: 'toolu_1', type: 'function', function: { name: 'at', arguments: '' } }),
      call(0, { function: { arguments: '{"city":' } }),
      call(0, { function: { arguments: '"Oslo"}' } }),
      call(1, { id: 'toolu_2', type: 'function', function: { name: 'now', arguments: '' } }),
      call(1, { function: { arguments: '{}' } }),
      piece({}, 'tool_calls'),
    ]);
  });

  it('tells the usage in a last chunk, and null before it, to a client that asked for it', () => {
    const chunks = translate(MESSAGE_EVENTS, true);

    expect(chunks.at(-1)).toEqual({
      ...HEAD,
      choices: [],
      usage: {
        prompt_tokens: 115,
        completion_tokens: 42,
        total_tokens: 157,
        prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 5 },
        completion_tokens_details: { reasoning_tokens: 7 },
      },
    });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('tells the input of a call that came as a whole', () => {
    const block = { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } };
    const chunks = translate([
      ...MESSAGE_EVENTS.slice(0, 1),
      { type: 'content_block_start', index: 0, content_block: block },
      { type: 'content_block_stop', index: 0 },
    ]);

    expect(chunks.at(-1)).toEqual(piece({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }));
  });

  it('tells what Anthropic says of a refusal', () => {
    const delta = { stop_reason: 'refusal', stop_details: { type: 'refusal', explanation: 'Not this.' } };
    const chunks = translate([...MESSAGE_EVENTS.slice(0, 1), { type: 'message_delta', delta, usage: {} }]);

    expect(chunks.slice(1)).toEqual([piece({ refusal: 'Not this.' }), piece({}, 'content_filter')]);
  });

  it.each([
    ['a second start', [MESSAGE_EVENTS[0], MESSAGE_EVENTS[0]]],
    ['a start without a message', [{ type: 'message_start' }]],
    ['an end before the start', [{ type: 'message_stop' }]],
    ['words before the start', MESSAGE_EVENTS.slice(1)],
  ])('fails at %s', (_what, events) => {
    expect(() => translate(events as JsonObject[])).toThrow(UntranslatableAnswer);
  });
});
