import { readUsage } from './readUsage';

const usage = (extra: Record<string, unknown> = {}) => ({
  prompt_tokens: 12,
  completion_tokens: 5,
  ...extra,
});

describe("an upstream's report of usage", () => {
  it('is taken word for word, with cached and reasoning tokens as parts', () => {
    const report = usage({
      total_tokens: 17,
      prompt_tokens_details: { cached_tokens: 8, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 3 },
    });

    expect(readUsage(report)).toEqual({
      inputTokens: 12,
      outputTokens: 5,
      cachedInputTokens: 8,
      reasoningTokens: 3,
    });
  });

  it.each([
    ['zeros', { prompt_tokens: 0, completion_tokens: 0 }, 0, 0],
    ['a total that is not their sum', usage({ total_tokens: 999 }), 12, 5],
    ['no total', usage(), 12, 5],
    ['null details', usage({ prompt_tokens_details: null, completion_tokens_details: null }), 12, 5],
    [
      'the largest exact number',
      usage({ prompt_tokens: Number.MAX_SAFE_INTEGER }),
      Number.MAX_SAFE_INTEGER,
      5,
    ],
    [
      'a whole number written with decimals',
      JSON.parse('{"prompt_tokens":12.0,"completion_tokens":5e0}'),
      12,
      5,
    ],
  ])('holds with %s', (_what, report, inputTokens, outputTokens) => {
    expect(readUsage(report)).toMatchObject({ inputTokens, outputTokens });
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 17],
    ['a list', [12, 5]],
    ['empty', {}],
    ['without output', { prompt_tokens: 12 }],
    ['without input', { completion_tokens: 5 }],
    ['negative', usage({ prompt_tokens: -1 })],
    ['negative in its output', usage({ completion_tokens: -1 })],
    ['a fraction', usage({ completion_tokens: 1.5 })],
    ['a text', usage({ prompt_tokens: '12' })],
    ['null in a field', usage({ prompt_tokens: null })],
    ['beyond exact numbers', usage({ prompt_tokens: 2 ** 53 })],
    ['not a number', usage({ prompt_tokens: Number.NaN })],
    ['true', usage({ prompt_tokens: true })],
  ])('is not believed when it is %s', (_what, report) => {
    expect(readUsage(report)).toBeNull();
  });

  it.each([
    ['more than the whole', 13],
    ['negative', -1],
    ['a text', '8'],
    ['a fraction', 0.5],
  ])('keeps the whole and drops a part that is %s', (_what, part) => {
    const report = usage({
      prompt_tokens_details: { cached_tokens: part },
      completion_tokens_details: { reasoning_tokens: part },
    });

    expect(readUsage(report)).toMatchObject({
      inputTokens: 12,
      outputTokens: 5,
      cachedInputTokens: 0,
      reasoningTokens: 0,
    });
  });
});
