import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { countTokens, preloadTokenizer } from '../gateway/metering/countTokens';
import { TestGateway } from './testing/testGateway';

let gateway: TestGateway;
beforeAll(async () => {
  await preloadTokenizer();
  gateway = await TestGateway.start();
}, 60_000);
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.ledger.addKey(gateway.secret, { apiKeyId: gateway.apiKeyId });
  gateway.ledger.settlements.length = 0;
  gateway.upstream.requests.length = 0;
});

const PROMPT = 'How do rivers find the sea?';
/** The least that each route needs. */
const BODIES = {
  '/chat/completions': { model: 'demo/quick', messages: [{ role: 'user', content: PROMPT }] },
  '/completions': { model: 'demo/quick', prompt: PROMPT },
  '/embeddings': { model: 'demo/embedder', input: PROMPT },
  '/responses': { model: 'demo/quick', input: PROMPT },
  '/messages': { model: 'demo/quick', max_tokens: 50, messages: [{ role: 'user', content: PROMPT }] },
  '/rerank': { model: 'demo-lab/ranker', query: 'sea', documents: ['The sea is wide.', 'Bread'] },
} as const;
const ROUTES = Object.keys(BODIES) as (keyof typeof BODIES)[];

/** What is on record of the last call: input, output, source, end. */
function recorded() {
  const last = gateway.ledger.settlements.at(-1);
  if (!last) throw new Error('Nothing was settled.');
  const { inputTokens, outputTokens, source } = last.usage;
  return [inputTokens, outputTokens, source, last.endReason];
}

/** The fields of any answer that is looked at here. */
interface Told {
  readonly error: {
    readonly type: string;
    readonly message: string;
    readonly param: string;
    readonly code: string;
  };
  readonly choices: readonly unknown[];
  readonly usage: Readonly<Record<string, number>>;
  readonly data: readonly { readonly embedding: readonly number[] | string }[];
  readonly results: readonly unknown[];
}

// What an answer holds is for the expectations to say.
const told = async (answer: Response) => (await answer.json()) as Told;

const dataOf = (text: string) =>
  [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, json]) => JSON.parse(json ?? ''));

describe('every route that calls a model', () => {
  it.each(ROUTES.flatMap((route) => [route, `/v1${route}`]))(
    'answers at %s, and its call is on record as the upstream reported it',
    async (path) => {
      const body = BODIES[path.replace('/v1', '') as keyof typeof BODIES];

      const answer = await gateway.post(path, body);

      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect(await answer.json()).toHaveProperty('model');
      expect(gateway.ledger.settlements).toHaveLength(1);
      expect(recorded().slice(2)).toEqual(['REPORTED', 'COMPLETED']);
      expect(JSON.parse(gateway.upstream.last.body())).toMatchObject({ model: body.model });
      expect(gateway.upstream.last.path).toBe(
        `/v1${path.replace('/v1', '').replace('/messages', '/chat/completions')}`,
      );
    },
  );

  it.each(ROUTES)('answers another method than POST at %s with 404', async (path) => {
    for (const prefix of ['', '/v1']) {
      const answer = await fetch(gateway.url + prefix + path);

      const type = path === '/messages' ? 'not_found_error' : 'invalid_request_error';
      expect([answer.status, await answer.json()]).toMatchObject([404, { error: { type } }]);
    }
  });

  it.each(ROUTES)('refuses at %s who has no key, before the body is looked at', async (path) => {
    const answer = await fetch(gateway.url + path, { method: 'POST', body: '{' });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(gateway.upstream.requests).toEqual([]);
  });

  it.each(ROUTES)('tells at %s which field is wrong', async (path) => {
    for (const body of ['{', '[]', { ...BODIES[path], model: ['demo/quick'] }, { model: 'demo/quick' }]) {
      const answer = await gateway.post(path, body);

      expect(answer.status).toBe(400);
      const { error } = await told(answer);
      expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.stringMatching(/\.$/) });
    }
    expect(gateway.upstream.requests).toEqual([]);
    expect(gateway.ledger.settlements).toEqual([]);
  });
});

describe('completions', () => {
  it('count every prompt, texts and token numbers alike', async () => {
    const prompt = [PROMPT, 'Bread'];

    const { choices, usage } = await told(
      await gateway.post('/v1/completions', { model: 'demo/quick', prompt, max_tokens: 7 }),
    );

    expect(choices).toHaveLength(2);
    const input = (await countTokens(PROMPT)) + (await countTokens('Bread'));
    expect(usage).toEqual({ prompt_tokens: input, completion_tokens: 14, total_tokens: input + 14 });
    expect(recorded()).toEqual([input, 14, 'REPORTED', 'COMPLETED']);
    await gateway.post('/v1/completions', { model: 'demo/quick', prompt: [[1, 2, 3], [4]], max_tokens: 2 });
    expect(recorded()).toEqual([4, 4, 'REPORTED', 'COMPLETED']);
  });

  it.each([
    [undefined, false],
    [{ include_usage: true }, true],
  ])('in a stream are counted, and show usage only to who asked: %j', async (options, isShown) => {
    const answer = await gateway.post('/v1/completions', {
      ...BODIES['/completions'],
      stream: true,
      ...(options ? { stream_options: options } : {}),
    });
    const text = await answer.text();

    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    expect(text.includes('"usage"')).toBe(isShown);
    expect(recorded()).toEqual([7, expect.any(Number), 'REPORTED', 'COMPLETED']);
    const written = dataOf(text)
      .map(({ choices }) => choices[0]?.text ?? '')
      .join('');
    expect(recorded()[1]).toBe(await countTokens(written));
  });
});

describe('embeddings', () => {
  it('pass in both encodings, with the same values, and count input alone', async () => {
    const input = [PROMPT, 'Bread'];
    const ask = async (extra: object) =>
      told(await gateway.post('/v1/embeddings', { model: 'demo/embedder', input, ...extra }));

    const floats = await ask({ encoding_format: 'float', dimensions: 8 });
    const base64 = await ask({ encoding_format: 'base64', dimensions: 8 });

    expect(floats.data).toHaveLength(2);
    const bytes = Buffer.from(String(base64.data[0]?.embedding), 'base64');
    expect(Array.from({ length: 8 }, (_, i) => bytes.readFloatLE(i * 4))).toEqual(floats.data[0]?.embedding);
    const tokens = (await countTokens(PROMPT)) + 1;
    expect(floats.usage).toEqual({ prompt_tokens: tokens, total_tokens: tokens });
    expect(recorded()).toEqual([tokens, 0, 'REPORTED', 'COMPLETED']);
  });

  it.each([
    ['input', {}],
    ['input', { input: [] }],
    ['input', { input: ['a', 7] }],
    ['input', { input: [[-1]] }],
    ['stream', { input: 'a', stream: true }],
  ])('are refused for a wrong %s: %j', async (param, fields) => {
    const answer = await gateway.post('/v1/embeddings', { model: 'demo/embedder', ...fields });

    expect([answer.status, (await told(answer)).error.param]).toEqual([400, param]);
  });
});

describe('a rerank', () => {
  it('puts documents in order and counts the query with each of them', async () => {
    const documents = ['Bread', { text: 'The sea is wide.' }];

    const answer = await gateway.post('/v1/rerank', {
      model: 'demo-lab/ranker',
      query: 'wide sea',
      documents,
      top_n: 1,
      return_documents: true,
    });

    expect((await told(answer)).results).toEqual([
      { index: 1, relevance_score: 1, document: { text: 'The sea is wide.' } },
    ]);
    expect(recorded()).toEqual([2 + 1 + 2 + 5, 0, 'REPORTED', 'COMPLETED']);
  });

  it('reserves for the query as often as it is read', async () => {
    const query = 'q'.repeat(1_000);

    await gateway.post('/v1/rerank', {
      model: 'demo-lab/ranker',
      query,
      documents: Array(50).fill('d'),
    });

    expect(gateway.ledger.asked.at(-1)?.inputTokensAtMost).toBeGreaterThan(50_000);
    expect(gateway.ledger.asked.at(-1)?.outputTokensAtMost).toBe(0);
  });
});

describe('responses', () => {
  it('are asked for without being kept, and counted', async () => {
    const answer = await told(await gateway.post('/v1/responses', BODIES['/responses']));

    expect(answer).toMatchObject({ object: 'response', status: 'completed', store: false });
    expect(JSON.parse(gateway.upstream.last.body())).toMatchObject({ store: false });
    expect(recorded()).toEqual([
      answer.usage.input_tokens,
      answer.usage.output_tokens,
      'REPORTED',
      'COMPLETED',
    ]);
  });

  it.each([
    [{}, 'response.completed'],
    [{ max_output_tokens: 3 }, 'response.incomplete'],
  ])('stream %j to the end %s, which is held back until the call is on record', async (extra, end) => {
    const answer = await gateway.post('/v1/responses', {
      ...BODIES['/responses'],
      ...extra,
      stream: true,
    });
    const text = await answer.text();

    const events = dataOf(text);
    const last = events.at(-1);
    expect(last.type).toBe(end);
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, index) => index));
    expect(text).not.toContain('[DONE]');
    const { input_tokens: input, output_tokens: output } = last.response.usage;
    expect(recorded()).toEqual([input, output, 'REPORTED', 'COMPLETED']);
    const written = events
      .filter(({ type }) => type === 'response.output_text.delta')
      .map(({ delta }) => delta)
      .join('');
    expect(output).toBe(await countTokens(written));
  });
});

describe('errors of the Messages API', () => {
  it.each([
    ['authentication_error', 401, {}, { 'x-api-key': 'wrong', authorization: '' }],
    ['not_found_error', 404, { model: 'no/such' }, {}],
    ['invalid_request_error', 400, { max_tokens: 0 }, {}],
    ['request_too_large', 413, { system: 'x'.repeat(22_000_000) }, {}],
  ])('are %s, in the form of Anthropic', async (type, status, extra, headers) => {
    const answer = await gateway.post('/v1/messages', { ...BODIES['/messages'], ...extra }, headers);

    expect(answer.status).toBe(status);
    const requestId = answer.headers.get('request-id');
    expect(requestId).toBe(answer.headers.get('x-request-id'));
    expect(await answer.json()).toEqual({
      type: 'error',
      error: { type, message: expect.any(String) },
      request_id: requestId,
    });
  });

  it.each([
    ['MODEL_NOT_ALLOWED', 403, 'permission_error'],
    ['PAID_PLAN_REQUIRED', 403, 'billing_error'],
    ['MONTHLY_TOKENS', 429, 'rate_limit_error'],
  ] as const)('tell %s with %d %s', async (refusal, status, type) => {
    gateway.ledger.addKey(gateway.secret, { refusal });

    const answer = await gateway.post('/v1/messages', BODIES['/messages']);

    expect([answer.status, (await told(answer)).error.type]).toEqual([status, type]);
  });
});

describe('a key that asks about itself', () => {
  it.each(['/key', '/v1/key'])('is told its own things at %s', async (path) => {
    const answer = await fetch(gateway.url + path, { headers: { 'x-api-key': gateway.secret } });

    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { data: { id: gateway.apiKeyId, models: expect.any(Array), usage_monthly: { time_zone: 'UTC' } } },
    ]);
  });

  it('is refused as everywhere', async () => {
    gateway.ledger.addKey(gateway.secret, { refusal: 'API_KEY_EXPIRED' });
    const headers = { authorization: `Bearer ${gateway.secret}` };

    const expired = await fetch(`${gateway.url}/v1/key`, { headers });
    const stranger = await fetch(`${gateway.url}/v1/key`);

    expect([expired.status, (await told(expired)).error.code]).toEqual([401, 'api_key_expired']);
    expect([stranger.status, (await told(stranger)).error.code]).toEqual([401, 'missing_api_key']);
  });
});

describe('the client libraries at an upstream that fails', () => {
  it('make three tries, each of them a call of its own that costs nothing', async () => {
    const failing = await TestGateway.start({ behaviour: 'status-500' });
    try {
      const openAi = new OpenAI({ apiKey: failing.secret, baseURL: `${failing.url}/v1` });
      const anthropic = new Anthropic({ apiKey: failing.secret, baseURL: failing.url });

      const errors = await Promise.all([
        openAi.responses.create({ model: 'demo/quick', input: PROMPT }).catch((error: unknown) => error),
        anthropic.messages
          .create({ model: 'demo/quick', max_tokens: 5, messages: [{ role: 'user', content: PROMPT }] })
          .catch((error: unknown) => error),
      ]);

      expect(errors[0]).toBeInstanceOf(OpenAI.InternalServerError);
      expect(errors[0]).toMatchObject({ status: 502, code: 'upstream_error' });
      expect(errors[1]).toBeInstanceOf(Anthropic.InternalServerError);
      expect(errors[1]).toMatchObject({ status: 502, error: { error: { type: 'api_error' } } });
      expect(failing.upstream.requests).toHaveLength(6);
      const settled = failing.ledger.settlements;
      expect(new Set(settled.map(({ requestId }) => requestId)).size).toBe(6);
      expect(settled.every(({ usage }) => usage.inputTokens === 0 && usage.outputTokens === 0)).toBe(true);
    } finally {
      await failing.close();
    }
  });
});
