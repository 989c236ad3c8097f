import type { JsonObject } from '../../openai/isJsonObject';
import { UntranslatableAnswer } from '../untranslatableAnswer';
import { MessageEvents } from './messageEvents';

const chunk = (delta: JsonObject, finish_reason: string | null = null) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  model: 'gpt-x',
  choices: [{ index: 0, delta, finish_reason }],
  usage: null,
});
const USAGE = {
  ...chunk({}),
  choices: [],
  usage: { prompt_tokens: 8, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 6 } },
};
const call = (index: number, rest: JsonObject) => chunk({ tool_calls: [{ index, ...rest }] });
const begin = (index: number, id: string) => call(index, { id, function: { name: 'f', arguments: '' } });
const write = (index: number, json: string) => call(index, { function: { arguments: json } });

function translate(...chunks: readonly JsonObject[]): JsonObject[] {
  const translation = new MessageEvents();
  return [...chunks.flatMap((one) => translation.push(one)), ...translation.end()];
}

const started = (index: number, content_block: JsonObject) => ({
  type: 'content_block_start',
  index,
  content_block,
});
const delta = (index: number, changed: JsonObject) => ({
  type: 'content_block_delta',
  index,
  delta: changed,
});
const stopped = (index: number) => ({ type: 'content_block_stop', index });
const emptyText = { type: 'text', text: '', citations: null };
const use = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {}, caller: { type: 'direct' } });

describe('a chat completion, streamed to a client of the Messages API', () => {
  it('tells start, blocks one after the other, the reason, the usage and the end', () => {
    const events = translate(
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'Let me ' }),
      chunk({ content: 'see' }),
      begin(0, 'c1'),
      write(0, '{"a":'),
      write(0, '1}'),
      begin(1, 'c2'),
      write(1, '{}'),
      chunk({}, 'tool_calls'),
      USAGE,
    );

    expect(events).toEqual([
      {
        type: 'message_start',
        message: expect.objectContaining({
          id: 'chatcmpl-1',
          type: 'message',
          role: 'assistant',
          model: 'gpt-x',
          content: [],
          stop_reason: null,
          usage: expect.objectContaining({ input_tokens: 0, output_tokens: 0 }),
        }),
      },
      started(0, emptyText),
      delta(0, { type: 'text_delta', text: 'Let me ' }),
      delta(0, { type: 'text_delta', text: 'see' }),
      stopped(0),
      started(1, use('c1')),
      delta(1, { type: 'input_json_delta', partial_json: '{"a":' }),
      delta(1, { type: 'input_json_delta', partial_json: '1}' }),
      stopped(1),
      started(2, use('c2')),
      delta(2, { type: 'input_json_delta', partial_json: '{}' }),
      stopped(2),
      {
        type: 'message_delta',
        delta: { stop_reason: 'tool_use', stop_sequence: null, stop_details: null, container: null },
        usage: {
          input_tokens: 2,
          cache_creation_input_tokens: 0,
          cache_read_input_tokens: 6,
          output_tokens: 5,
          output_tokens_details: { thinking_tokens: 0 },
          server_tool_use: null,
        },
      },
      { type: 'message_stop' },
    ]);
  });

  it('tells an answer without a word', () => {
    expect(translate(chunk({ role: 'assistant' }), chunk({}, 'stop')).map(({ type }) => type)).toEqual([
      'message_start',
      'message_delta',
      'message_stop',
    ]);
  });

  it('tells calls apart by their ids where all have one index', () => {
    const events = translate(
      call(0, { id: 'c1', function: { name: 'f', arguments: '{"a":1}' } }),
      call(0, { id: 'c2', function: { name: 'f', arguments: '{"a":2}' } }),
    );

    expect(events.filter(({ type }) => type === 'content_block_start')).toEqual([
      started(0, use('c1')),
      started(1, use('c2')),
    ]);
  });

  it('opens a block of its own for text behind a call', () => {
    const events = translate(begin(0, 'c1'), chunk({ content: 'so' }));

    expect(events.slice(1, 4)).toEqual([started(0, use('c1')), stopped(0), started(1, emptyText)]);
  });

  it('tells what the model refused as text, and that it refused', () => {
    const events = translate(chunk({ refusal: 'No.' }), chunk({}, 'stop'));

    expect(events).toContainEqual(delta(0, { type: 'text_delta', text: 'No.' }));
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: 'refusal' } });
  });

  it('does not show reasoning that some servers send along', () => {
    expect(
      JSON.stringify(translate(chunk({ reasoning_content: 'hmm' }), chunk({ content: 'x' }))),
    ).not.toContain('hmm');
  });

  it.each([
    ['a call that it had left', [begin(0, 'c1'), begin(1, 'c2'), write(0, '{}')]],
    ['a call that has no name', [write(0, '{}')]],
  ])('fails when the upstream writes on at %s', (_what, chunks) => {
    expect(() => translate(...chunks)).toThrow(UntranslatableAnswer);
  });

  it('fails when there was no chunk at all', () => {
    expect(() => translate()).toThrow(UntranslatableAnswer);
  });
});
