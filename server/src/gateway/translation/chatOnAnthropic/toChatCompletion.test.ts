import { UntranslatableAnswer } from '../untranslatableAnswer';
import { FINISH_REASONS } from './finishReasons';
import { toChatCompletion } from './toChatCompletion';

const MESSAGE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-x',
  content: [{ type: 'text', text: 'hi' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 3, output_tokens: 2 },
};

describe('a message of Anthropic as a chat completion', () => {
  it('tells its text and its usage', () => {
    expect(toChatCompletion(MESSAGE, 1_700_000_000)).toEqual({
      id: 'msg_1',
      object: 'chat.completion',
      created: 1_700_000_000,
      model: 'claude-x',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'hi', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: 3,
        completion_tokens: 2,
        total_tokens: 5,
        prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0 },
      },
    });
  });

  it('joins texts, tells calls, and does not show what the model thought', () => {
    const content = [
      { type: 'thinking', thinking: 'hmm', signature: 's' },
      { type: 'text', text: 'Let me ' },
      { type: 'text', text: 'see' },
      { type: 'tool_use', id: 't', name: 'f', input: { a: [1] } },
    ];

    const { choices } = toChatCompletion({ ...MESSAGE, content, stop_reason: 'tool_use' }, 0);

    expect(choices).toMatchObject([
      {
        message: {
          content: 'Let me see',
          tool_calls: [{ id: 't', type: 'function', function: { name: 'f', arguments: '{"a":[1]}' } }],
        },
        finish_reason: 'tool_calls',
      },
    ]);
    expect(JSON.stringify(choices)).not.toContain('hmm');
  });

  it('has no content when there is only a call', () => {
    const content = [{ type: 'tool_use', id: 't', name: 'f', input: {} }];

    expect(toChatCompletion({ ...MESSAGE, content }, 0).choices).toMatchObject([
      { message: { content: null } },
    ]);
  });

  it('counts what was read from the cache and written to it as a part of the prompt', () => {
    const usage = {
      input_tokens: 1,
      cache_creation_input_tokens: 20,
      cache_read_input_tokens: 300,
      output_tokens: 0,
    };

    expect(toChatCompletion({ ...MESSAGE, usage }, 0).usage).toMatchObject({
      prompt_tokens: 321,
      completion_tokens: 0,
      total_tokens: 321,
      prompt_tokens_details: { cached_tokens: 300, cache_write_tokens: 20 },
    });
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ input_tokens: -1, output_tokens: 1 }],
    [{ input_tokens: '3', output_tokens: 2 }],
  ])('tells no usage rather than a wrong one for %j', (usage) => {
    expect(toChatCompletion({ ...MESSAGE, usage }, 0).usage).toBeUndefined();
  });

  it.each([...Object.entries(FINISH_REASONS), ['unheard_of', 'stop'], [null, 'stop']])(
    'tells the stop reason %s as %s',
    (stop_reason, finish_reason) => {
      expect(toChatCompletion({ ...MESSAGE, stop_reason }, 0).choices).toMatchObject([{ finish_reason }]);
    },
  );

  it('tells what Anthropic says of a refusal', () => {
    const stop_details = { type: 'refusal', category: null, explanation: 'Not this.' };

    expect(toChatCompletion({ ...MESSAGE, stop_reason: 'refusal', stop_details }, 0).choices).toMatchObject([
      { message: { refusal: 'Not this.' }, finish_reason: 'content_filter' },
    ]);
  });

  it.each([
    [{}],
    [{ type: 'error', error: {} }],
    [{ type: 'message' }],
    [{ object: 'chat.completion', choices: [] }],
  ])('fails at %j, which is no message', (answer) => {
    expect(() => toChatCompletion(answer, 0)).toThrow(UntranslatableAnswer);
  });
});
