import { MESSAGE_EVENTS } from '../translation/testing/anthropicEvents';
import { MessageMeter } from './messageMeter';

const meter = (...reports: readonly object[]) => {
  const one = new MessageMeter();
  return reports.map((usage, index) =>
    one.readEvent(
      index === 0 ? { type: 'message_start', message: { usage } } : { type: 'message_delta', usage },
    ),
  );
};

describe('what Anthropic reports of a call', () => {
  it('has an input that includes what was read from the cache and written to it', () => {
    const usage = {
      input_tokens: 1,
      cache_creation_input_tokens: 20,
      cache_read_input_tokens: 300,
      output_tokens: 4,
    };

    expect(new MessageMeter().readMessage({ usage, content: [] }).usage).toMatchObject({
      inputTokens: 321,
      outputTokens: 4,
      cachedInputTokens: 300,
      reasoningTokens: 0,
    });
  });

  it('leaves the output unknown until the first report of it, for the start of a stream says only 1', () => {
    const [start] = meter({ input_tokens: 10, output_tokens: 1 });

    expect(start?.usage).toMatchObject({ inputTokens: 10, outputTokens: null });
  });

  it('is what it said last, not the sum', () => {
    const reports = meter(
      { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 },
      { output_tokens: 20 },
      { output_tokens: 50, input_tokens: 12, cache_read_input_tokens: null },
    );

    expect(reports.at(-1)?.usage).toMatchObject({
      inputTokens: 17,
      outputTokens: 50,
      cachedInputTokens: 5,
      reasoningTokens: 0,
    });
  });

  it.each([
    [{ output_tokens: 0 }, 0],
    [{ output_tokens: -1 }, null],
    [{ output_tokens: '5' }, null],
    [{ output_tokens: 1.5 }, null],
    [{ output_tokens: 2 ** 53 }, null],
    [{}, null],
  ])('takes of the output %j as %p', (delta, outputTokens) => {
    expect(meter({ input_tokens: 3 }, delta).at(-1)?.usage).toMatchObject({ inputTokens: 3, outputTokens });
  });

  it('is nothing when nothing can be believed, and never more than can be counted', () => {
    const huge = { input_tokens: Number.MAX_SAFE_INTEGER, cache_read_input_tokens: 1 };

    expect(meter({ input_tokens: 'x' })[0]?.usage).toBeNull();
    expect(meter(huge, { output_tokens: 2 }).at(-1)?.usage).toMatchObject({
      inputTokens: null,
      cachedInputTokens: 0,
    });
  });

  it('believes no thinking that is longer than the output', () => {
    const [, delta] = meter(
      { input_tokens: 1 },
      { output_tokens: 2, output_tokens_details: { thinking_tokens: 3 } },
    );

    expect(delta?.usage).toMatchObject({ outputTokens: 2, reasoningTokens: 0 });
  });

  it('comes with all that the model wrote: said, thought and called', () => {
    const one = new MessageMeter();

    expect(MESSAGE_EVENTS.flatMap((event) => one.readEvent(event).texts)).toEqual([
      'hmm',
      'Let me ',
      'see… 🦊',
      'at',
      '{"city":',
      '"Oslo"}',
      'now',
    ]);
  });

  it('comes with what a message in one piece says', () => {
    const content = [{ type: 'text', text: 'hi' }, { type: 'tool_use', name: 'f', input: { a: 1 } }, null];

    expect(new MessageMeter().readMessage({ content }).texts).toEqual(['hi', 'f', '{"a":1}']);
  });
});
