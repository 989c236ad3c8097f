import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { ACCOUNT_HEADERS } from '../test/fakeUpstream';
import { question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await TestGateway.start();
});
afterEach(() => gateway.close());

const client = (apiKey = gateway.secret) =>
  new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const messages = [{ role: 'user' as const, content: 'How do rivers find the sea?' }];
const get = (path: string, headers: Record<string, string> = { authorization: `Bearer ${gateway.secret}` }) =>
  fetch(gateway.url + path, { headers });

/** The error class that the official client makes of an answer. */
async function errorOf(work: PromiseLike<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await work;
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error;
    throw error;
  }
  throw new Error('There was no error.');
}

describe('the official client of OpenAI', () => {
  it('gets an answer in one piece, and the ledger has the tokens that the answer reports', async () => {
    const answer = await client().chat.completions.create({ model: 'demo/quick', messages });

    expect(answer.choices[0]?.message.content).toContain('How do rivers find the sea?');
    const [settlement] = gateway.ledger.settlements;
    expect(settlement).toMatchObject({
      endReason: 'COMPLETED',
      apiKeyId: gateway.apiKeyId,
      usage: {
        inputTokens: answer.usage?.prompt_tokens,
        outputTokens: answer.usage?.completion_tokens,
        source: 'REPORTED',
      },
    });
    expect(settlement?.firstByteMs).toBeGreaterThanOrEqual(0);
    expect(settlement?.latencyMs).toBeGreaterThanOrEqual(settlement?.firstByteMs ?? Number.NaN);
  });

  it.each([true, false])(
    'gets a stream, with usage at its end when it asks for it: %s',
    async (includeUsage) => {
      const stream = await client().chat.completions.create({
        model: 'demo-lab/poet',
        messages,
        stream: true,
        ...(includeUsage ? { stream_options: { include_usage: true } } : {}),
      });

      const chunks: OpenAI.ChatCompletionChunk[] = [];
      for await (const chunk of stream) chunks.push(chunk);

      const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
      expect(text).toContain('demo model');
      expect(chunks.filter(({ choices }) => choices.length === 0)).toHaveLength(includeUsage ? 1 : 0);
      expect(chunks.filter((chunk) => 'usage' in chunk)).toHaveLength(includeUsage ? chunks.length : 0);
      expect(gateway.ledger.settlements).toHaveLength(1);
      expect(gateway.ledger.settlements[0]).toMatchObject({
        endReason: 'COMPLETED',
        usage: { source: 'REPORTED' },
      });
      const shown = chunks.at(-1)?.usage?.completion_tokens;
      expect(shown).toBe(includeUsage ? gateway.ledger.settlements[0]?.usage.outputTokens : undefined);
    },
  );

  it('lists the models that the key may call, and tells one, slash and all', async () => {
    const ids: string[] = [];
    for await (const model of client().models.list()) ids.push(model.id);

    expect(ids).toContain('demo-lab/poet');
    expect(await client().models.retrieve('demo-lab/poet')).toMatchObject({
      id: 'demo-lab/poet',
      object: 'model',
      owned_by: 'demo-lab',
    });
  });

  it('raises the class of error that fits', async () => {
    const create = (model: string, more: object = {}, key?: string) =>
      errorOf(client(key).chat.completions.create({ model, messages, ...more }));

    expect(await create('demo/quick', {}, 'sk-wrong')).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(await create('no/such')).toBeInstanceOf(OpenAI.NotFoundError);
    expect(await create('demo/quick', { messages: [] })).toBeInstanceOf(OpenAI.BadRequestError);
    expect(await create('nowhere/served')).toBeInstanceOf(OpenAI.InternalServerError);
    gateway.ledger.isAway = true;
    expect(await create('demo/quick')).toMatchObject({ status: 503, code: 'service_unavailable' });
  });

  it('reads type, code, param and request id of an error', async () => {
    const error = await errorOf(client().chat.completions.create({ model: 'demo/quick', messages: [] }));

    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'invalid_request',
      param: 'messages',
    });
    expect(error.requestID).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the official client of Anthropic', () => {
  const anthropic = (apiKey = gateway.secret) =>
    new Anthropic({ apiKey, baseURL: gateway.url, maxRetries: 0 });

  it('lists the models in the form of Anthropic, page by page, and tells one', async () => {
    const all = (await client().models.list()).data.map(({ id }) => id);
    const seen: string[] = [];
    for await (const { id } of anthropic().models.list({ limit: 2 })) seen.push(id);
    const one = await anthropic().models.retrieve('demo/quick');

    expect(seen).toEqual(all);
    expect(one).toEqual({
      type: 'model',
      id: 'demo/quick',
      display_name: 'quick',
      created_at: '2025-11-23T00:00:00.000Z',
      lifecycle: 'active',
      max_input_tokens: 8_000,
      max_tokens: null,
      capabilities: null,
      line: null,
      deprecated_at: null,
      retires_at: null,
    });
  });

  it('is told of errors where no model is called in the form of Anthropic', async () => {
    const errors = await Promise.all(
      [
        anthropic('nobody').models.list(),
        anthropic().models.retrieve('no/such'),
        anthropic().models.list({ limit: 1_001 }),
        anthropic().models.list({ after_id: 'no/such' }),
        anthropic().messages.batches.retrieve('no-such'),
      ].map((asked) =>
        asked.then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    );

    expect(errors).toMatchObject([
      { status: 401, error: { type: 'error', error: { type: 'authentication_error' } } },
      { status: 404, error: { type: 'error', error: { type: 'not_found_error' } } },
      { status: 400, error: { type: 'error', error: { type: 'invalid_request_error' } } },
      { status: 400, error: { type: 'error', error: { type: 'invalid_request_error' } } },
      { status: 404, error: { type: 'error', error: { type: 'not_found_error' } } },
    ]);
    expect(errors.map((error) => (error as { requestID: string }).requestID)).not.toContain(null);
  });
});

describe('a refused key', () => {
  it.each([
    ['PAID_PLAN_REQUIRED', OpenAI.PermissionDeniedError, 'paid_plan_required', 'false'],
    ['API_KEY_EXPIRED', OpenAI.AuthenticationError, 'api_key_expired', null],
    ['API_KEY_LEAKED', OpenAI.AuthenticationError, 'api_key_leaked', null],
    ['MODEL_NOT_ALLOWED', OpenAI.PermissionDeniedError, 'model_not_found', null],
  ] as const)('for %s is told so', async (refusal, errorClass, code, shouldRetry) => {
    gateway.ledger.addKey(gateway.secret, { refusal });

    const error = await errorOf(client().chat.completions.create({ model: 'demo/quick', messages }));

    expect(error).toBeInstanceOf(errorClass);
    expect(error.code).toBe(code);
    expect(error.headers?.get('x-should-retry') ?? null).toBe(shouldRetry);
    expect(gateway.upstream.requests).toEqual([]);
    expect(gateway.ledger.settlements).toEqual([]);
  });

  it('is the same by body and headers whether it is malformed, unknown or revoked', async () => {
    const lastFour = gateway.secret.slice(-4);
    const malformed = `aim_sk_${'x'.repeat(45)}${lastFour}`;
    const unknown = await gateway.chat(question(), { authorization: `Bearer ${malformed}` });
    gateway.ledger.addKey(gateway.secret, { refusal: 'INVALID_API_KEY' });
    const revoked = await gateway.chat(question());

    const told = async (response: Response) => [
      response.status,
      await response.text(),
      [...response.headers.keys()].sort(),
      response.headers.get('content-length'),
    ];
    expect(await told(revoked)).toEqual(await told(unknown));
  });

  it('with a wrong checksum never reaches the database', async () => {
    const wrong = gateway.secret.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));

    const answer = await gateway.chat(question(), { authorization: `Bearer ${wrong}` });

    expect(answer.status).toBe(401);
    expect(gateway.ledger.asked).toEqual([]);
  });

  it.each(['?api_key=KEY', '?key=KEY&access_token=KEY'])(
    'is not read from the address: %s',
    async (query) => {
      const path = `/v1/models${query.replaceAll('KEY', gateway.secret)}`;

      const answer = await get(path, {
        cookie: `api_key=${gateway.secret}; authorization=Bearer ${gateway.secret}`,
      });

      expect(await answer.json()).toMatchObject({ error: { code: 'missing_api_key' } });
    },
  );
});

describe('routes', () => {
  it.each(['/v1/models/demo/quick', '/v1/models/demo%2Fquick', '/models/demo/quick', '/models/demo%2Fquick'])(
    'tell a model at %s',
    async (path) => {
      expect(await (await get(path)).json()).toMatchObject({ id: 'demo/quick' });
    },
  );

  it.each(['/v1/models', '/models'])('list models at %s', async (path) => {
    expect(await (await get(path)).json()).toMatchObject({ object: 'list' });
  });

  it.each(['/v1/chat/completions', '/chat/completions'])('complete chats at %s', async (path) => {
    const headers = { 'x-api-key': gateway.secret, 'content-type': 'application/json' };

    const answer = await fetch(gateway.url + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(question()),
    });

    expect(await answer.json()).toMatchObject({ object: 'chat.completion' });
  });

  it.each([
    ['GET', '/v1/chat/completions'],
    ['POST', '/v1/models'],
    ['DELETE', '/v1/models/demo/quick'],
    ['GET', '/v1/nothing'],
    ['POST', '/v1/nothing/here'],
    ['GET', '/v1/'],
  ])('answer %s %s with 404 in the form of OpenAI', async (method, path) => {
    const answer = await fetch(gateway.url + path, { method, ...(method === 'POST' ? { body: '{' } : {}) });

    expect([answer.status, answer.headers.has('x-request-id')]).toEqual([404, true]);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request_error', code: 'unknown_url' },
    });
  });

  it.each([
    ['unknown', 'no/such', 404],
    ['of the longest name', 'x'.repeat(200), 404],
    ['with a broken name', '%00', 404],
  ])('refuse a model that is %s', async (_what, id, status) => {
    const answer = await get(`/v1/models/${id}`);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code: 'model_not_found' } });
  });

  it('leave /models to the dashboard when a browser comes without a key', async () => {
    const page = await get('/models', { accept: 'text/html,application/xhtml+xml' });
    const keyed = await get('/models', { accept: 'text/html', authorization: `Bearer ${gateway.secret}` });
    const api = await get('/v1/models', { accept: 'text/html' });

    expect(await page.text()).toContain('There is nothing here.');
    expect(keyed.status).toBe(200);
    expect(api.status).toBe(401);
  });

  it('give every answer an id of its own, which the ledger and the upstream know too', async () => {
    const first = (await gateway.chat(question())).headers.get('x-request-id') ?? '';
    const second = (await gateway.chat({})).headers.get('x-request-id') ?? '';
    const third = (await get('/v1/models')).headers.get('x-request-id') ?? '';

    expect([second, first, third].toSorted()).toEqual([first, second, third]);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(gateway.ledger.settlements[0]?.requestId).toBe(first);
    expect(gateway.upstream.last.headers['x-request-id']).toBe(first);
  });
});

describe('headers', () => {
  it('of the client never reach the upstream', async () => {
    await gateway.chat(question(), {
      cookie: 'session=client',
      'x-forwarded-for': '10.1.2.3',
      'openai-organization': 'org-client',
      'x-demo-behaviour': 'status-500',
      'user-agent': 'client/1.0',
    });

    const { headers } = gateway.upstream.last;
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
      'x-request-id',
    ]);
    expect(headers.authorization).toBe('Bearer upstream-secret-1234567890');
    expect(headers['accept-encoding']).toBe('identity');
    expect(JSON.stringify(headers)).not.toMatch(/client|10\.1\.2\.3/);
  });

  it.each([true, false])('of the upstream never reach the client, streamed: %s', async (stream) => {
    const answer = await gateway.chat(question({ stream }));
    await answer.text();

    const shown = JSON.stringify([...answer.headers]);
    for (const value of Object.values(ACCOUNT_HEADERS)) expect(shown).not.toContain(value);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
