import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI, { APIError } from 'openai';
import { operatorOf } from '../apiKeys/testing/apiKeyServices';
import { countTokens } from '../gateway/metering/countTokens';
import { startServer, type TestServer } from './startServer';

/** A whole server on the demo's models, called by the client libraries that people really use. */
let server: TestServer;
let accountId: string;
let secret: string;
/** How often the client library in question asked. */
let asked = 0;

beforeAll(async () => {
  server = await startServer();
  const account = {
    name: 'Acme',
    plan: 'PAID',
    email: 'ann@example.com',
    password: 'correct horse battery',
  } as const;
  accountId = (await server.app.services.accounts.createAccount({ ...account, timeZone: 'Asia/Tokyo' }))
    .accountId;
  secret = await newKey({ name: 'clients', allModels: true });
});
afterAll(() => server.stop());
beforeEach(() => {
  asked = 0;
});

async function newKey(input: object): Promise<string> {
  const made = await server.app.services.apiKeyWrite.create(operatorOf(accountId), { name: 'k', ...input });
  return made.secret;
}

const counting: typeof fetch = (url, init) => {
  asked += 1;
  return fetch(url, init);
};
const openAi = (apiKey = secret, maxRetries = 2) =>
  new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries, fetch: counting });
const anthropic = (apiKey = secret) =>
  new Anthropic({ apiKey, baseURL: server.url, maxRetries: 2, fetch: counting });

const model = 'demo/quick';
const messages = [{ role: 'user' as const, content: 'How do rivers find the sea?' }];

interface Row {
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly source: string;
}

/** What the ledger has of the request with this id. */
async function rowOf(requestId: string | null | undefined): Promise<Row | undefined> {
  const rows: Row[] = await server.app.services.db.query(
    `SELECT m.id AS model, e.input_tokens::int AS input, e.output_tokens::int AS output, e.source
     FROM usage_events e JOIN models m ON m.number = e.model_number WHERE e.id = $1`,
    [requestId],
  );
  expect(rows.length).toBeLessThan(2);
  return rows[0];
}

describe('the openai library', () => {
  it('gets a chat, and the ledger has what it was told', async () => {
    const { data, request_id } = await openAi().chat.completions.create({ model, messages }).withResponse();

    expect(await countTokens(data.choices[0]?.message.content ?? '')).toBe(data.usage?.completion_tokens);
    expect(await rowOf(request_id)).toEqual({
      model,
      input: data.usage?.prompt_tokens,
      output: data.usage?.completion_tokens,
      source: 'REPORTED',
    });
  });

  it.each([true, false])('streams a chat, shown usage: %s', async (include_usage) => {
    const { data, request_id } = await openAi()
      .chat.completions.create({ model, messages, stream: true, stream_options: { include_usage } })
      .withResponse();
    let text = '';
    let usage: unknown = null;
    for await (const chunk of data) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }

    expect(usage !== null).toBe(include_usage);
    expect((await rowOf(request_id))?.output).toBe(await countTokens(text));
  });

  it('has its tools called, in one piece and in a stream', async () => {
    const tools = [
      { type: 'function' as const, function: { name: 'weather', parameters: { type: 'object' } } },
    ];
    const question = { model, messages, tools, tool_choice: 'required' as const };

    const whole = await openAi().chat.completions.create(question);
    const streamed = await openAi().chat.completions.stream(question).finalChatCompletion();

    for (const { choices } of [whole, streamed]) {
      expect(choices[0]?.finish_reason).toBe('tool_calls');
      expect(choices[0]?.message.tool_calls).toMatchObject([
        { type: 'function', function: { name: 'weather', arguments: expect.stringMatching(/^\{.*\}$/) } },
      ]);
    }
  });

  it('gets a response, and streams one to its end', async () => {
    const whole = await openAi().responses.create({ model, input: 'Hi' });
    const stream = openAi().responses.stream({ model, input: 'Hi' });
    const final = await stream.finalResponse();

    expect(whole.output_text).not.toBe('');
    expect(final.output_text).toBe(whole.output_text);
    expect(final.usage).toEqual(whole.usage);
    expect(await countTokens(whole.output_text)).toBe(whole.usage?.output_tokens);
    expect(await rowOf(whole._request_id)).toMatchObject({
      output: whole.usage?.output_tokens,
      source: 'REPORTED',
    });
  });

  it('gets completions, embeddings as base64 by itself, and the models', async () => {
    const completion = await openAi().completions.create({ model, prompt: 'Hi', max_tokens: 5 });
    const { data, _request_id } = await openAi().embeddings.create({
      model: 'demo/embedder',
      input: ['Hi', 'Ho'],
    });
    const ids = (await openAi().models.list()).data.map(({ id }) => id);

    expect(completion.usage).toEqual({ prompt_tokens: 1, completion_tokens: 5, total_tokens: 6 });
    expect(data[0]?.embedding).toHaveLength(256);
    expect(data[0]?.embedding.every(Number.isFinite)).toBe(true);
    expect(await rowOf(_request_id)).toEqual({
      model: 'demo/embedder',
      input: 2,
      output: 0,
      source: 'REPORTED',
    });
    expect(ids).toEqual(expect.arrayContaining([model, 'demo/embedder', 'demo-lab/ranker']));
    expect(await openAi().models.retrieve('demo/embedder')).toMatchObject({ id: 'demo/embedder' });
  });

  it.each<[string, () => Promise<unknown>, object, number]>([
    [
      'a wrong body',
      () => openAi().chat.completions.create({ model, messages: [] }),
      { name: 'Error', status: 400, code: 'invalid_request', param: 'messages' },
      1,
    ],
    [
      'a key that is none',
      () => openAi('sk-none').models.list(),
      { status: 401, code: 'invalid_api_key' },
      1,
    ],
    [
      'a model that the key may not use',
      async () =>
        openAi(await newKey({ modelIds: [model] })).responses.create({ model: 'demo/thorough', input: 'Hi' }),
      { status: 403, code: 'model_not_found' },
      1,
    ],
    [
      'no such model',
      () => openAi().embeddings.create({ model: 'no/such', input: 'Hi' }),
      { status: 404, code: 'model_not_found' },
      1,
    ],
    [
      'a model of another kind',
      () => openAi().chat.completions.create({ model: 'demo/embedder', messages }),
      { status: 400, param: 'model' },
      1,
    ],
    [
      'a monthly limit',
      async () =>
        openAi(await newKey({ modelIds: [model], limits: { monthlyTokens: 1 } })).chat.completions.create({
          model,
          messages,
        }),
      { status: 429, code: 'insufficient_quota', type: 'insufficient_quota' },
      1,
    ],
    [
      'a background response',
      () => openAi().responses.create({ model, input: 'Hi', background: true }),
      { status: 400, param: 'background' },
      1,
    ],
  ])(
    'tells %s by class, code and param, and asks no more often than it should',
    async (_what, call, expected, times) => {
      const error = await call().catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(APIError);
      const { name: _name, ...fields } = expected as { name?: string };
      expect(error).toMatchObject({ ...fields, requestID: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(asked).toBe(times);
    },
  );

  it('tries a request of too many a minute again, when it is told to', async () => {
    const key = await newKey({ modelIds: [model], limits: { requestsPerMinute: 1 } });
    await openAi(key).chat.completions.create({ model, messages, max_tokens: 1 });
    asked = 0;

    const error = await openAi(key, 0)
      .chat.completions.create({ model, messages })
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect((error as APIError).headers?.get('retry-after')).toMatch(/^\d{1,2}$/);
    expect((error as APIError).headers?.has('x-should-retry')).toBe(false);
  });
});

describe('the library of Anthropic', () => {
  const question = { model, max_tokens: 20, messages };

  it('gets a message and streams one', async () => {
    const whole = await anthropic().messages.create(question);
    const streamed = await anthropic().messages.stream(question).finalMessage();

    expect(whole.content).toMatchObject([{ type: 'text', text: expect.any(String) }]);
    expect(streamed.content).toEqual(whole.content);
    expect(streamed.stop_reason).toBe('max_tokens');
    expect(await rowOf(whole._request_id)).toMatchObject({ output: 20, source: 'REPORTED' });
  });

  it.each<[string, () => Promise<unknown>, unknown, string]>([
    [
      'a wrong body',
      () => anthropic().messages.create({ ...question, messages: [] }),
      Anthropic.BadRequestError,
      'invalid_request_error',
    ],
    [
      'a key that is none',
      () => anthropic('sk-none').messages.create(question),
      Anthropic.AuthenticationError,
      'authentication_error',
    ],
    [
      'a model that the key may not use',
      async () => anthropic(await newKey({ modelIds: ['demo/thorough'] })).messages.create(question),
      Anthropic.PermissionDeniedError,
      'permission_error',
    ],
    [
      'no such model',
      () => anthropic().messages.create({ ...question, model: 'no/such' }),
      Anthropic.NotFoundError,
      'not_found_error',
    ],
    [
      'a monthly limit',
      async () =>
        anthropic(await newKey({ modelIds: [model], limits: { monthlyTokens: 1 } })).messages.create(
          question,
        ),
      Anthropic.RateLimitError,
      'rate_limit_error',
    ],
  ])('tells %s by its class, after one try', async (_what, call, errorClass, type) => {
    const error = await call().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({
      error: { type: 'error', error: { type } },
      requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(asked).toBe(1);
  });
});

describe('a program without any library', () => {
  /** What a plain socket gets, with the connection closed after it. */
  function send(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(request));
      let got = '';
      socket.on('data', (bytes) => {
        got += bytes.toString('utf8');
      });
      socket.on('end', () => resolve(got));
      socket.on('error', reject);
      socket.setTimeout(15_000, () => socket.destroy(new Error('The server said nothing.')));
    });
  }

  const post = (path: string, body: object) => {
    const text = JSON.stringify(body);
    return `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  };

  it('streams over a plain socket, event by event, to the end', async () => {
    const got = await send(post('/v1/chat/completions', { model, messages, stream: true }));

    expect(got).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(got).toContain('data: [DONE]\n\n');
    expect(got.endsWith('\r\n0\r\n\r\n')).toBe(true);
  });

  it('ranks', async () => {
    const got = await send(
      post('/rerank', { model: 'demo-lab/ranker', query: 'sea', documents: ['bread', 'sea'] }),
    );

    expect(got).toContain('"relevance_score":1');
  });

  it('may be curl', async () => {
    const curl = await run('curl', [
      '-sS',
      '--max-time',
      '20',
      '-H',
      `x-api-key: ${secret}`,
      `${server.url}/v1/key`,
    ]);
    // Where there is no curl, Node says the same over a plain socket.
    const text =
      curl ??
      (
        await send(
          `GET /v1/key HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-api-key: ${secret}\r\n\r\n`,
        )
      ).split('\r\n\r\n')[1];

    expect(JSON.parse(text ?? '')).toMatchObject({ data: { name: 'clients' } });
  });
});

/** What a command prints; null when there is no such command. */
function run(command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      printed += bytes.toString('utf8');
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(null) : reject(error),
    );
    child.on('close', (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`It ended with ${code}.`)),
    );
  });
}

describe('GET /v1/key', () => {
  it('tells a key of its models, limits and usage of this month in the zone of its account, and of no other key', async () => {
    const key = await newKey({
      name: 'curious',
      modelIds: [model],
      limits: { monthlyTokens: 1_000_000, monthlyCost: '5' },
    });
    const { usage } = await openAi(key).chat.completions.create({ model, messages });
    // Before this month in Tokyo: not counted.
    const answer = await fetch(`${server.url}/v1/key`, { headers: { authorization: `Bearer ${key}` } });
    const text = await answer.text();

    const { data } = JSON.parse(text);
    expect(data).toMatchObject({
      name: 'curious',
      label: expect.stringMatching(new RegExp(`^aim_sk_.*${key.slice(-4)}$`)),
      status: 'ACTIVE',
      all_models: false,
      models: [model],
      limits: { requests_per_minute: null, monthly_tokens: 1_000_000, monthly_cost: '5' },
      usage_monthly: {
        month: expect.stringMatching(/^\d{4}-\d{2}$/),
        time_zone: 'Asia/Tokyo',
        requests: 1,
        input_tokens: usage?.prompt_tokens,
        output_tokens: usage?.completion_tokens,
        total_tokens: usage?.total_tokens,
        cost: expect.stringMatching(/^0\.\d+$/),
      },
    });
    expect(text).not.toContain('clients');
    expect(text).not.toContain(key);
  });
});
