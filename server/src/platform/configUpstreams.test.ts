import { configOfYaml, mistakesOf } from './testing/configOf';

const UPSTREAM = `
upstreams:
  - name: vllm-1
    kind: openai
    baseUrl: http://10.0.0.5:8000/v1/
    apiKeyFile: run/vllm
    timeouts: { silenceMs: 20000 }
    models:
      - id: meta/llama-3.3-70b
        upstreamModel: llama-3.3-70b-instruct
        inputPrice: "0.60"
        outputPrice: "0.80"
`;

/** One upstream with one model, with these lines in place of its own. */
function changed(from: string, to: string): string {
  if (!UPSTREAM.includes(from)) throw new Error(`the example has no ${from}`);
  return UPSTREAM.replace(from, to);
}

function mistakesIn(yaml: string): string[] {
  return mistakesOf(() => configOfYaml(yaml, {}, { 'run/vllm': 'upstream-key\n', 'run/empty': '\n' }));
}

describe('upstreams in the configuration file', () => {
  it('are read with their key, their timeouts and their models', () => {
    const { upstreams } = configOfYaml(UPSTREAM, {}, { 'run/vllm': 'upstream-key\n' });

    expect(upstreams).toHaveLength(1);
    expect(upstreams[0]).toMatchObject({
      name: 'vllm-1',
      kind: 'openai',
      baseUrl: 'http://10.0.0.5:8000/v1',
      timeouts: { connectMs: 5_000, firstByteMs: 300_000, silenceMs: 20_000, totalMs: 1_800_000 },
      weight: 1,
      breaker: { failures: 5, restMs: 10_000 },
      models: [
        {
          id: 'meta/llama-3.3-70b',
          upstreamModel: 'llama-3.3-70b-instruct',
          name: null,
          kind: 'CHAT',
          contextTokens: null,
          maxOutputTokens: null,
          inputPrice: '0.60',
          outputPrice: '0.80',
          cachedInputPrice: null,
        },
      ],
    });
    expect(upstreams[0]?.apiKey?.reveal()).toBe('upstream-key');
  });

  it('may speak Anthropic’s protocol, with the longest answer of each model', () => {
    const yaml = changed('kind: openai', 'kind: anthropic').replace(
      '        inputPrice',
      '        maxOutputTokens: 8192\n        inputPrice',
    );

    expect(configOfYaml(yaml, {}, { 'run/vllm': 'k' }).upstreams).toMatchObject([
      { kind: 'anthropic', models: [{ maxOutputTokens: 8_192 }] },
    ]);
    expect(mistakesIn(yaml.replace('8192', '0'))).toEqual([
      expect.stringContaining(
        'upstreams[0].models[0].maxOutputTokens: is not such a number; allowed: a whole number from 1',
      ),
    ]);
  });

  it('need no key', () => {
    const { upstreams } = configOfYaml(changed('    apiKeyFile: run/vllm\n', ''));

    expect(upstreams[0]?.apiKey).toBeNull();
  });

  it.each([
    [
      'another kind',
      'kind: openai',
      'kind: bedrock',
      'upstreams[0].kind: is none of these; allowed: openai, anthropic',
    ],
    [
      'a price that is a number',
      '"0.60"',
      '0.60',
      'upstreams[0].models[0].inputPrice: is a YAML number, which may lose digits: quote it; allowed: a decimal in quotes',
    ],
    [
      'one price of two',
      '        outputPrice: "0.80"\n',
      '',
      'upstreams[0].models[0].outputPrice: is missing beside the other price; allowed: inputPrice and outputPrice together',
    ],
    ['a negative price', '"0.60"', '"-1"', 'upstreams[0].models[0].inputPrice: is negative'],
    [
      'a price of 13 decimals',
      '"0.60"',
      '"0.1234567890123"',
      'upstreams[0].models[0].inputPrice: is negative or has the wrong form',
    ],
    ['an exponent in a price', '"0.60"', '"6e-1"', 'upstreams[0].models[0].inputPrice: '],
    [
      'a model id without provider',
      'id: meta/llama-3.3-70b',
      'id: llama',
      'upstreams[0].models[0].id: has the wrong form',
    ],
    ['a model id in capitals', 'id: meta/', 'id: Meta/', 'upstreams[0].models[0].id: has the wrong form'],
    ['a model id that climbs', 'id: meta/', 'id: meta/../', 'upstreams[0].models[0].id: has the wrong form'],
    [
      'a model id that is too long',
      'id: meta/',
      `id: ${'m'.repeat(190)}/`,
      'upstreams[0].models[0].id: has the wrong form',
    ],
    [
      'no name at the upstream',
      '        upstreamModel: llama-3.3-70b-instruct\n',
      '',
      'upstreams[0].models[0].upstreamModel: ',
    ],
    [
      'a password in the address',
      'http://10',
      'http://u:p@10',
      'upstreams[0].baseUrl: is not such an address',
    ],
    ['a query in the address', '/v1/', '/v1?key=1', 'upstreams[0].baseUrl: is not such an address'],
    ['another scheme', 'http://', 'file://', 'upstreams[0].baseUrl: is not such an address'],
    [
      'an unknown name',
      'kind: openai',
      'kind: openai\n    wait: 3',
      'upstreams[0].wait: is not known; allowed: name, kind, baseUrl, apiKey, apiKeyFile, timeouts, weight, ',
    ],
    [
      'an unknown name in a model',
      'upstreamModel:',
      'price: 1\n        upstreamModel:',
      'upstreams[0].models[0].price: is not known; allowed: id, upstreamModel, ',
    ],
    [
      'a timeout out of bounds',
      'silenceMs: 20000',
      'silenceMs: 5',
      'upstreams[0].timeouts.silenceMs: is not such a number; allowed: a whole number from 1000 to 3600000',
    ],
    [
      'an unknown timeout',
      'silenceMs',
      'silence',
      'upstreams[0].timeouts.silence: is not known; allowed: connectMs, ',
    ],
    [
      'a weight of nothing',
      'kind: openai',
      'kind: openai\n    weight: 0',
      'upstreams[0].weight: is not such a number; allowed: a whole number from 1 to 1000',
    ],
    [
      'a breaker that never opens',
      'kind: openai',
      'kind: openai\n    breaker: { failures: 0 }',
      'upstreams[0].breaker.failures: is not such a number; allowed: a whole number from 1 to 1000',
    ],
    [
      'both ways to give the key',
      'apiKeyFile',
      'apiKey: k\n    apiKeyFile',
      'upstreams[0].apiKey: stands beside apiKeyFile',
    ],
    [
      'a key file that is not there',
      'run/vllm',
      'run/gone',
      'upstreams[0].apiKeyFile: cannot be read (ENOENT)',
    ],
    [
      'a key file that is empty',
      'run/vllm',
      'run/empty',
      'upstreams[0].apiKeyFile: names a file whose content has the wrong form',
    ],
  ])('are refused with %s', (_case, from, to, expected) => {
    expect(mistakesIn(changed(from, to))).toEqual([expect.stringContaining(expected)]);
  });

  it('are refused when they are no list', () => {
    expect(mistakesIn('upstreams: {name: a}')).toEqual([expect.stringContaining('upstreams: is not a list')]);
  });
});

describe('a model under several upstreams', () => {
  /** Two upstreams with the same model at these prices. */
  const twice = (first: string, second: string, names = ['a', 'b']) =>
    [first, second].reduce(
      (yaml, terms, index) =>
        `${yaml}  - {name: ${names[index]}, kind: openai, baseUrl: "http://h", models: [{id: p/m, upstreamModel: m, ${terms}}]}\n`,
      'upstreams:\n',
    );

  it('is welcome at equal prices, however they are written', () => {
    expect(
      mistakesIn(
        twice('inputPrice: "0.60", outputPrice: "1"', 'inputPrice: "0.6", outputPrice: "1.0", kind: CHAT'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['another price', 'inputPrice: "0.60", outputPrice: "1"', 'inputPrice: "0.61", outputPrice: "1"'],
    ['a price at one of them only', 'inputPrice: "0.60", outputPrice: "1"', 'name: Model'],
    ['another kind', 'kind: CHAT', 'kind: EMBEDDING'],
  ])('is refused with %s', (_case, first, second) => {
    expect(mistakesIn(twice(first, second))).toEqual([
      'upstreams[1].models[0].id: has another price or kind than upstreams[0].models[0]; allowed: the same prices and kind everywhere',
    ]);
  });

  it('is refused twice under the same one', () => {
    const model = '{id: p/m, upstreamModel: m}';
    const yaml = `upstreams:\n  - {name: a, kind: openai, baseUrl: "http://h", models: [${model}, ${model}]}\n`;

    expect(mistakesIn(yaml)).toEqual([expect.stringContaining('upstreams[0].models[1].id: stands twice')]);
  });

  it('is told about even while other mistakes stand in the file', () => {
    const yaml = twice('kind: CHAT', 'kind: NONE', ['a', 'a']);

    expect(mistakesIn(yaml)).toEqual([
      expect.stringContaining('upstreams[1].name: is the name of another upstream too'),
      expect.stringContaining('upstreams[1].models[0].id: has another price'),
      expect.stringContaining('upstreams[1].models[0].kind: is none of these'),
    ]);
  });
});
