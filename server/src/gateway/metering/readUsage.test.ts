import { readEmbeddingsUsage, readRerankUsage, readResponsesUsage, readUsage } from './readUsage';

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
      isDoubtful: false,
    });
  });

  it.each([
    ['zeros', { prompt_tokens: 0, completion_tokens: 0 }, 0, 0],
    ['no total', usage(), 12, 5],
    ['null details', usage({ prompt_tokens_details: null, completion_tokens_details: null }), 12, 5],
    ['as much as can be believed', usage({ prompt_tokens: 1_000_000_000 }), 1_000_000_000, 5],
    ['a total that is nonsense', usage({ total_tokens: '17' }), 12, 5],
    [
      'a whole number written with decimals',
      JSON.parse('{"prompt_tokens":12.0,"completion_tokens":5e0}'),
      12,
      5,
    ],
  ])('holds with %s', (_what, report, inputTokens, outputTokens) => {
    expect(readUsage(report)).toMatchObject({ inputTokens, outputTokens, isDoubtful: false });
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
    ['beyond exact numbers', usage({ prompt_tokens: 2 ** 53 + 2 })],
    ['absurd', usage({ completion_tokens: 1_000_000_001 })],
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

describe('a report that contradicts itself', () => {
  it.each([
    ['counts reasoning in its total only, which is added to the output', { total_tokens: 117 }, 12, 105],
    ['has a total below its parts, which are kept', { total_tokens: 9 }, 12, 5],
    ['has a total of zero', { total_tokens: 0 }, 12, 5],
  ])('%s, is doubtful', (_what, extra, inputTokens, outputTokens) => {
    expect(readUsage(usage(extra))).toMatchObject({ inputTokens, outputTokens, isDoubtful: true });
  });
});

describe('usage of other routes', () => {
  const nothing = { cachedInputTokens: 0, reasoningTokens: 0, isDoubtful: false };

  it('is read from responses by their names', () => {
    const report = {
      input_tokens: 40,
      input_tokens_details: { cached_tokens: 30 },
      output_tokens: 20,
      output_tokens_details: { reasoning_tokens: 15 },
      total_tokens: 60,
    };

    expect(readResponsesUsage(report)).toEqual({
      inputTokens: 40,
      outputTokens: 20,
      cachedInputTokens: 30,
      reasoningTokens: 15,
      isDoubtful: false,
    });
    expect(readResponsesUsage({ ...report, input_tokens: '40' })).toBeNull();
    expect(readResponsesUsage(usage())).toBeNull();
  });

  it.each([
    ['as OpenAI writes it', { prompt_tokens: 8, total_tokens: 8 }, 8],
    ['as a total alone', { total_tokens: 8 }, 8],
    ['of zero', { prompt_tokens: 0, total_tokens: 0 }, 0],
  ])('is read from embeddings %s', (_how, report, inputTokens) => {
    expect(readEmbeddingsUsage(report)).toEqual({ ...nothing, inputTokens, outputTokens: 0 });
  });

  it.each([[undefined], [null], [{}], [{ prompt_tokens: '8', total_tokens: 8 }], [{ prompt_tokens: -8 }]])(
    'is not believed of embeddings: %j',
    (report) => {
      expect(readEmbeddingsUsage(report)).toBeNull();
    },
  );

  it('of embeddings is doubtful when their total is another', () => {
    expect(readEmbeddingsUsage({ prompt_tokens: 8, total_tokens: 9 })).toMatchObject({ isDoubtful: true });
  });

  it.each([
    ['Jina', { usage: { prompt_tokens: 15, total_tokens: 15 } }],
    ['vLLM', { usage: { total_tokens: 15 } }],
    ['Cohere by tokens', { meta: { tokens: { input_tokens: 15 }, billed_units: { search_units: 1 } } }],
    ['Cohere by what is billed', { meta: { billed_units: { input_tokens: 15 } } }],
  ])('is read from a rerank as %s writes it', (_who, answer) => {
    expect(readRerankUsage(answer)).toEqual({ ...nothing, inputTokens: 15, outputTokens: 0 });
  });

  it.each([
    [{}],
    [{ meta: { billed_units: { search_units: 1 } } }],
    [{ usage: { total_tokens: -1 }, meta: [] }],
  ])('is missing from a rerank: %j', (answer) => {
    expect(readRerankUsage(answer)).toBeNull();
  });
});
