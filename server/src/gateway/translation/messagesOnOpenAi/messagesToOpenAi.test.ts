import { messagesProtocol } from '../../anthropic/messagesProtocol';
import type { AnswerPart } from '../../protocols/dialect';
import { messagesToOpenAi } from './messagesToOpenAi';

const REQUEST = messagesProtocol.readRequest(
  Buffer.from(
    JSON.stringify({
      model: 'm/x',
      max_tokens: 9,
      stream: true,
      messages: [{ role: 'user', content: 'hi' }],
    }),
  ),
);
const chunk = (delta: object, more: object = {}) =>
  JSON.stringify({ id: 'c', model: 'gpt-x', choices: [{ index: 0, delta }], ...more });

function read(...chunks: readonly string[]): AnswerPart[] {
  const reader = messagesToOpenAi.newReader(REQUEST);
  return chunks.map((data) => {
    const raw = Buffer.from(`data: ${data}\n\n`);
    return reader.readEvent({ raw, data, name: null }, data);
  });
}

const textOf = (part: AnswerPart | undefined) => part?.shown?.toString() ?? '';

describe('a stream of chat completions, read for a client of the Messages API', () => {
  it('is asked for with its usage, under the name of the model there', () => {
    expect(JSON.parse(messagesToOpenAi.upstreamBody(REQUEST, 'gpt-x').toString())).toEqual({
      model: 'gpt-x',
      max_completion_tokens: 9,
      messages: [{ role: 'user', content: 'hi' }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('says for the ledger what the upstream said, and holds the end back', () => {
    const usage = { prompt_tokens: 8, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 6 } };
    const [first, second, last] = read(chunk({ content: 'x' }), chunk({}, { choices: [], usage }), '[DONE]');

    expect(first).toMatchObject({ texts: ['x'], usage: null, isLast: false, problem: null });
    expect(second).toMatchObject({ usage: { inputTokens: 8, outputTokens: 5, cachedInputTokens: 6 } });
    expect(last?.isLast).toBe(true);
    expect(textOf(last)).toContain('event: message_stop\ndata: {"type":"message_stop"}\n\n');
  });

  it('keeps the connection awake while the model reasons, and shows nothing of it', () => {
    const [, hidden] = read(chunk({ content: '' }), chunk({ reasoning_content: 'hmm' }));

    expect(textOf(hidden)).toBe('event: ping\ndata: {"type":"ping"}\n\n');
    expect(hidden?.texts).toEqual(['hmm']);
  });

  it.each([
    ['an error', '{"error":{"message":"secret"}}'],
    ['no JSON', '{'],
    ['a call that nobody had begun', chunk({ tool_calls: [{ index: 3, function: { arguments: '{}' } }] })],
  ])('has a problem and shows nothing at %s', (_what, data) => {
    const part = read(chunk({ content: 'x' }), data).at(-1);

    expect(part?.problem).toBeTruthy();
    expect(part?.shown).toBeNull();
  });

  it('has a problem when it ends without a word', () => {
    expect(read('[DONE]')[0]?.problem).toBeTruthy();
  });
});
