import { readModelList } from './readModelList';

const read = (list: unknown) => readModelList(typeof list === 'string' ? list : JSON.stringify(list));
const mistakesIn = (list: unknown): string => {
  try {
    read(list);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a list of models', () => {
  it("is read in LiteLLM's shape, with prices for a token, digit by digit", () => {
    const { models, leftOut } = read(`{
      "sample_spec": {"litellm_provider": "one of ...", "max_tokens": "LEGACY"},
      "gpt-4o": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 128000,
        "input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06},
      "azure/eu/gpt-4o": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 2.75e-06},
      "text-embedding-3-small": {"litellm_provider": "openai", "mode": "embedding", "input_cost_per_token": 2e-08},
      "dall-e-3": {"litellm_provider": "openai", "mode": "image_generation", "input_cost_per_pixel": 3.8e-08},
      "omni-moderation": {"litellm_provider": "openai", "mode": "moderation", "input_cost_per_token": 0.0}
    }`);

    expect(models).toEqual([
      {
        id: 'openai/gpt-4o',
        name: 'gpt-4o',
        provider: 'openai',
        kind: 'CHAT',
        contextTokens: 128_000,
        price: { input: '2.5', output: '10', cachedInput: '1.25' },
      },
      {
        id: 'azure/eu/gpt-4o',
        name: 'gpt-4o',
        provider: 'azure',
        kind: 'CHAT',
        contextTokens: null,
        price: null,
      },
      {
        id: 'openai/text-embedding-3-small',
        name: 'text-embedding-3-small',
        provider: 'openai',
        kind: 'EMBEDDING',
        contextTokens: null,
        price: { input: '0.02', output: '0', cachedInput: null },
      },
      {
        id: 'openai/dall-e-3',
        name: 'dall-e-3',
        provider: 'openai',
        kind: 'IMAGE',
        contextTokens: null,
        price: null,
      },
    ]);
    expect(leftOut).toEqual([{ place: '["omni-moderation"]', reason: 'no place for mode moderation' }]);
  });

  it("is read in models.dev's shape, with prices for a million tokens", () => {
    const { models } = read(`{"anthropic": {"id": "anthropic", "name": "Anthropic", "models": {
      "claude-x": {"id": "claude-x", "name": "Claude X", "cost": {"input": 3, "output": 15, "cache_read": 0.3},
        "limit": {"context": 200000, "output": 64000}, "modalities": {"input": ["text"], "output": ["text"]}},
      "embed-x": {"cost": {"input": 0.10}},
      "paint-x": {"modalities": {"output": ["image"]}}
    }}}`);

    expect(models).toEqual([
      {
        id: 'anthropic/claude-x',
        name: 'Claude X',
        provider: 'Anthropic',
        kind: 'CHAT',
        contextTokens: 200_000,
        price: { input: '3', output: '15', cachedInput: '0.3' },
      },
      {
        id: 'anthropic/embed-x',
        name: 'embed-x',
        provider: 'Anthropic',
        kind: 'EMBEDDING',
        contextTokens: null,
        price: { input: '0.1', output: '0', cachedInput: null },
      },
      {
        id: 'anthropic/paint-x',
        name: 'paint-x',
        provider: 'Anthropic',
        kind: 'IMAGE',
        contextTokens: null,
        price: null,
      },
    ]);
  });

  it('is read in our own shape, in an array or under models, with texts or numbers for prices', () => {
    const list = [
      {
        id: 'acme/one',
        name: 'One',
        provider: 'Acme',
        kind: 'RERANK',
        contextTokens: 8_000,
        inputPrice: '0.60',
        outputPrice: '0.8',
        cachedInputPrice: '0.1',
      },
      { id: 'acme/two', inputPrice: 1, isAvailable: true },
      { id: 'acme/two', name: 'again' },
    ];
    const expected = [
      {
        id: 'acme/one',
        name: 'One',
        provider: 'Acme',
        kind: 'RERANK',
        contextTokens: 8_000,
        price: { input: '0.6', output: '0.8', cachedInput: '0.1' },
      },
      { id: 'acme/two', name: 'two', provider: 'acme', kind: 'CHAT', contextTokens: null, price: null },
    ];

    expect(read(list).models).toEqual(expected);
    expect(read({ models: list }).models).toEqual(expected);
  });
});

describe('a list of models is refused', () => {
  it('with every mistake and its place', () => {
    expect(
      mistakesIn(`{"gpt-4o": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": -1,
        "output_cost_per_token": "free", "max_input_tokens": 1.5}, "x": 7}`),
    ).toBe(
      'Nothing was imported. ["gpt-4o"].input_cost_per_token: has to be a price: a number from 0 on; ["gpt-4o"].output_cost_per_token: has to be a price: a number from 0 on; ["gpt-4o"].max_input_tokens: has to be a whole number from 0 to 2147483647; x: has to be an object',
    );
    expect(mistakesIn({ acme: { models: { one: { cost: 'much', limit: { context: -1 } } } } })).toContain(
      'acme.models.one.cost: has to be an object; acme.models.one.limit.context: has to be a whole number',
    );
    expect(mistakesIn([{ name: 'x' }, { id: 'a\u0000' }, { id: 'a/b', kind: 'VIDEO' }])).toMatch(
      /\[0\]\.id: is missing.*\[1\]\.id: has to be a text.*\[2\]\.kind: has to be one of CHAT/,
    );
  });

  it('telling fifty mistakes at most', () => {
    expect(mistakesIn(Array.from({ length: 60 }, () => 1)).endsWith('and 10 more')).toBe(true);
  });

  it.each([
    ['{', 'is no JSON'],
    ['7', 'has none of the shapes'],
    ['{"a": 1}', 'has none of the shapes'],
    ['[]', 'holds no model'],
  ])('%s: %s', (text, problem) => {
    expect(mistakesIn(text)).toContain(problem);
  });

  it('when it is too long', () => {
    expect(mistakesIn(Array.from({ length: 20_001 }, (_, i) => ({ id: `a/${i}` })))).toContain(
      'more than 20000',
    );
  });
});
