import { UntranslatableAnswer } from '../untranslatableAnswer';
import { toMessage } from './toMessage';

const COMPLETION = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  model: 'gpt-x',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14 },
};
const DEEP = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`;
const CALL = { id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } };

function answer(message: object, finish_reason = 'stop') {
  return toMessage({ ...COMPLETION, choices: [{ index: 0, message, finish_reason }] });
}

describe('a chat completion as a message of Anthropic', () => {
  it('tells its text and its usage', () => {
    expect(toMessage(COMPLETION)).toEqual({
      id: 'chatcmpl-1',
      type: 'message',
      role: 'assistant',
      model: 'gpt-x',
      container: null,
      diagnostics: null,
      stop_details: null,
      content: [{ type: 'text', text: 'hi', citations: null }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: {
        input_tokens: 10,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        output_tokens: 4,
        output_tokens_details: { thinking_tokens: 0 },
        server_tool_use: null,
        cache_creation: null,
        inference_geo: null,
        service_tier: null,
        speed: null,
      },
    });
  });

  it('counts what was read from the cache and written to it apart from the input', () => {
    const usage = {
      prompt_tokens: 321,
      completion_tokens: 9,
      prompt_tokens_details: { cached_tokens: 300, cache_write_tokens: 20 },
      completion_tokens_details: { reasoning_tokens: 8 },
    };

    expect(toMessage({ ...COMPLETION, usage }).usage).toMatchObject({
      input_tokens: 1,
      cache_read_input_tokens: 300,
      cache_creation_input_tokens: 20,
      output_tokens: 9,
      output_tokens_details: { thinking_tokens: 8 },
    });
  });

  it.each([
    [undefined],
    [{}],
    [{ prompt_tokens: -1, completion_tokens: 2 }],
    [{ prompt_tokens: '1', completion_tokens: 2 }],
  ])('tells zeros for a usage that says nothing: %j', (usage) => {
    expect(toMessage({ ...COMPLETION, usage }).usage).toMatchObject({ input_tokens: 0, output_tokens: 0 });
  });

  it('believes no part that is larger than its whole', () => {
    const usage = { prompt_tokens: 5, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 6 } };

    expect(toMessage({ ...COMPLETION, usage }).usage).toMatchObject({
      input_tokens: 5,
      cache_read_input_tokens: 0,
    });
  });

  it('tells calls behind the text', () => {
    expect(answer({ content: 'see', tool_calls: [CALL] }, 'tool_calls')).toMatchObject({
      content: [
        { type: 'text', text: 'see' },
        { type: 'tool_use', id: 'c1', name: 'f', input: { a: 1 } },
      ],
      stop_reason: 'tool_use',
    });
  });

  it.each([
    ['', {}],
    ['{"a":', { INVALID_JSON: '{"a":' }],
    ['[1]', { INVALID_JSON: '[1]' }],
    [DEEP, { INVALID_JSON: DEEP }],
  ])('loses nothing of the arguments %j', (written, input) => {
    const call = { ...CALL, function: { name: 'f', arguments: written } };

    expect(answer({ content: null, tool_calls: [call] }, 'length')).toMatchObject({
      content: [{ type: 'tool_use', input }],
      stop_reason: 'max_tokens',
    });
  });

  it.each<[string | null, object, string, string | null]>([
    ['stop', {}, 'end_turn', null],
    ['length', {}, 'max_tokens', null],
    ['tool_calls', { message: { tool_calls: [CALL] } }, 'tool_use', null],
    ['function_call', {}, 'tool_use', null],
    ['content_filter', {}, 'refusal', null],
    ['unheard_of', {}, 'end_turn', null],
    [null, {}, 'end_turn', null],
    // What OpenAI says of a function that had to be called by its name.
    ['stop', { message: { tool_calls: [CALL] } }, 'tool_use', null],
    // What vLLM says of a text at which it stopped.
    ['stop', { stop_reason: 'END' }, 'stop_sequence', 'END'],
    ['stop', { stop_reason: null }, 'end_turn', null],
    ['stop', { message: { content: null, refusal: 'No.' } }, 'refusal', null],
  ])('tells the reason %p with %j as %s', (finish_reason, more, stop_reason, stop_sequence) => {
    const choice = { index: 0, message: { content: 'x' }, finish_reason, ...more };

    expect(toMessage({ ...COMPLETION, choices: [choice] })).toMatchObject({ stop_reason, stop_sequence });
  });

  it('tells what the model refused as text', () => {
    expect(answer({ content: null, refusal: 'No.' }).content).toEqual([
      { type: 'text', text: 'No.', citations: null },
    ]);
  });

  it.each([[{}], [{ choices: [] }], [{ choices: [{}] }], [{ choices: 'x' }], [{ error: { message: 'x' } }]])(
    'fails at %j, which is no completion',
    (completion) => {
      expect(() => toMessage(completion)).toThrow(UntranslatableAnswer);
    },
  );
});
