import Anthropic from '@anthropic-ai/sdk';
import OpenAI, { APIError, BadRequestError, InternalServerError, RateLimitError } from 'openai';
import { operatorOf } from '../apiKeys/testing/apiKeyServices';
import { anthropicSpeech } from './anthropicSpeech';
import { CHAT_USAGE, chatSpeech } from './chatSpeech';
import { FakeUpstream } from './fakeUpstream';
import { ModelServer, type Trouble } from './modelServer';
import { startServer, type TestServer } from './startServer';

/** Programs of the one protocol and upstreams of the other, with the providers' own kits. */
let server: TestServer;
let claude: ModelServer;
let gpt: ModelServer;
let demo: FakeUpstream;
let accountId: string;
let key: { readonly id: string; readonly secret: string };
const PRICES = { inputPrice: '3', outputPrice: '15', cachedInputPrice: '0.3' };
const UPSTREAM_KEY = 'sk-ant-upstream-12345';

beforeAll(async () => {
  claude = await ModelServer.start(anthropicSpeech);
  gpt = await ModelServer.start(chatSpeech);
  demo = await FakeUpstream.start();
  server = await startServer({
    upstreams: [
      {
        name: 'claude',
        kind: 'anthropic',
        baseUrl: claude.baseUrl,
        apiKey: UPSTREAM_KEY,
        models: [{ id: 'anthropic/claude', upstreamModel: 'claude-x', maxOutputTokens: 8_000, ...PRICES }],
      },
      // A name of its own: failures of the other one are not to be held against it.
      {
        name: 'claude-2',
        kind: 'anthropic',
        baseUrl: claude.baseUrl,
        models: [{ id: 'both/model', upstreamModel: 'claude-both', ...PRICES }],
      },
      {
        name: 'gpt',
        kind: 'openai',
        baseUrl: gpt.baseUrl,
        apiKey: UPSTREAM_KEY,
        models: [{ id: 'openai/gpt', upstreamModel: 'gpt-x', ...PRICES }],
      },
      {
        name: 'demo-2',
        kind: 'openai',
        baseUrl: demo.baseUrl,
        models: [{ id: 'both/model', upstreamModel: 'demo/quick', ...PRICES }],
      },
    ],
  });
  const account = {
    name: 'Acme',
    plan: 'PAID',
    email: 'ann@example.com',
    password: 'correct horse battery',
  } as const;
  accountId = (await server.app.services.accounts.createAccount(account)).accountId;
});
afterAll(async () => {
  await server.stop();
  await Promise.all([claude, gpt, demo].map((upstream) => upstream.close()));
});
beforeEach(async () => {
  claude.trouble = null;
  gpt.trouble = null;
  const write = server.app.services.apiKeyWrite;
  const made = await write.create(operatorOf(accountId), { name: 'k', allModels: true });
  key = { id: made.apiKey.id, secret: made.secret };
});

const openAi = () => new OpenAI({ apiKey: key.secret, baseURL: `${server.url}/v1`, maxRetries: 0 });
const ask = (content: string, model = 'anthropic/claude') => ({
  model,
  messages: [{ role: 'user' as const, content }],
});
const anthropic = () => new Anthropic({ apiKey: key.secret, baseURL: server.url, maxRetries: 0 });
/** For fields that the kit does not know. */
const post = (body: object) => anthropic().post('/v1/messages', { body });
const turn = (content: string, model = 'openai/gpt') => ({
  model,
  max_tokens: 100,
  messages: [{ role: 'user' as const, content }],
});
const WEATHER = {
  type: 'function' as const,
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};

/** The calls of the key, as the ledger has them. */
const ledger = () =>
  server.app.services.db.query(
    `SELECT input_tokens::integer AS input, cached_input_tokens::integer AS cached, output_tokens::integer AS output,
       reasoning_tokens::integer AS reasoning, source, trim_scale(cost)::text AS cost, end_reason AS end
     FROM usage_events WHERE api_key_id = $1 ORDER BY admitted_at`,
    [key.id],
  );
/** 31 tokens of input at 3 dollars a million, 300 from the cache at 0.3, 42 of output at 15. */
const ROW = {
  input: 331,
  cached: 300,
  output: 42,
  reasoning: 5,
  source: 'REPORTED',
  cost: '0.000813',
  end: 'COMPLETED',
};
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a program of OpenAI’s protocol at an upstream of Anthropic’s', () => {
  it('gets a completion, counted to the token and the cent', async () => {
    const { data, request_id } = await openAi().chat.completions.create(ask('hello')).withResponse();

    expect(data.choices).toMatchObject([{ message: { content: 'You said: hello' }, finish_reason: 'stop' }]);
    expect(data.usage).toEqual(CHAT_USAGE);
    expect(request_id).toBeTruthy();
    expect(await ledger()).toEqual([ROW]);
    expect(claude.last).toMatchObject({
      path: '/v1/messages',
      headers: { 'x-api-key': UPSTREAM_KEY, 'anthropic-version': '2023-06-01' },
      body: { model: 'claude-x', max_tokens: 8_000 },
    });
    expect(JSON.stringify(claude.last)).not.toContain(key.secret);
  });

  it('gets a stream, with the usage when it asks for it', async () => {
    const stream = await openAi().chat.completions.create({
      ...ask('hello'),
      stream: true,
      stream_options: { include_usage: true },
    });

    let text = '';
    const usages: unknown[] = [];
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usages.push(chunk.usage);
    }
    expect(text).toBe('You said: hello');
    expect(usages.at(-1)).toEqual(CHAT_USAGE);
    expect(usages.slice(0, -1).every((usage) => usage === null)).toBe(true);
    expect(await ledger()).toEqual([ROW]);
  });

  it('has its tools called, in one piece and streamed, and tells their results', async () => {
    const tools = [WEATHER];
    const question = { ...ask('the weather?'), tools };

    const whole = await openAi().chat.completions.create(question);
    const streamed = await openAi().chat.completions.stream(question).finalMessage();

    const [message] = whole.choices.map((choice) => choice.message);
    expect(whole.choices[0]?.finish_reason).toBe('tool_calls');
    const called = {
      id: 'toolu_1',
      type: 'function',
      function: { name: 'weather', arguments: '{"city":"Oslo"}' },
    };
    expect(message).toMatchObject({ content: 'You said: the weather?', tool_calls: [called] });
    expect(streamed).toMatchObject({ content: 'You said: the weather?', tool_calls: [called] });
    if (!message) throw new Error('There was no choice.');
    const told = await openAi().chat.completions.create({
      ...question,
      messages: [...question.messages, message, { role: 'tool', tool_call_id: 'toolu_1', content: 'rain' }],
    });
    expect(told.choices[0]?.message.content).toBe('You said: rain');
    expect(await ledger()).toEqual([ROW, ROW, ROW]);
  });

  it('is refused by the name of what cannot be said there, before anybody is asked and anything is on record', async () => {
    const calls = claude.calls.length;

    const error = await failureOf(
      openAi().chat.completions.create({ ...ask('hello'), logit_bias: { 5: 1 } }),
    );

    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({
      param: 'logit_bias',
      code: 'invalid_request',
      type: 'invalid_request_error',
    });
    expect(claude.calls).toHaveLength(calls);
    expect(await ledger()).toEqual([]);
    const [open] = await server.app.services.db.query(
      'SELECT count(*)::integer AS calls FROM open_requests WHERE api_key_id = $1',
      [key.id],
    );
    expect(open).toEqual({ calls: 0 });
  });

  it.each<[Trouble]>([['ERROR_EVENT'], ['RESET'], ['EARLY_END']])(
    'learns of a stream that breaks off, and pays for what was said so far: %s',
    async (trouble) => {
      claude.trouble = trouble;
      const stream = await openAi().chat.completions.create({ ...ask('hello'), stream: true });

      const error = await failureOf(
        (async () => {
          for await (const _chunk of stream);
        })(),
      );

      expect(error).toBeInstanceOf(APIError);
      expect(error).toMatchObject({ code: 'upstream_error' });
      expect(String(error)).not.toContain('org-upstream');
      const [row, ...others] = await ledger();
      expect(row).toMatchObject({ input: 331, cached: 300, source: 'ESTIMATED', end: 'UPSTREAM_FAILED' });
      expect(row.output).toBeGreaterThan(1);
      expect(others).toEqual([]);
    },
  );

  const RATE_LIMIT = { type: 'requests', code: 'rate_limit_exceeded' };
  const FAILED = { status: 502, code: 'upstream_error' };
  const said = (type: string, message: string) => ({
    type: 'error',
    error: { type, message },
    request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
  });
  it.each([
    [400, said('invalid_request_error', 'Too long.'), BadRequestError, { message: '400 Too long.' }],
    [
      429,
      said('rate_limit_error', 'Of org 8a2b5c1e-0d3f-4a6b-9c8d-7e6f5a4b3c2d.'),
      RateLimitError,
      RATE_LIMIT,
    ],
    [401, said('authentication_error', 'invalid x-api-key'), InternalServerError, FAILED],
    [400, said('invalid_request_error', 'Your credit balance is too low.'), InternalServerError, FAILED],
    [529, said('overloaded_error', 'Overloaded'), InternalServerError, FAILED],
  ])('is told of a refusal with %s and %j, which costs nothing', async (status, body, expected, error) => {
    claude.trouble = { status, body, headers: { 'retry-after': '7' } };

    const answer = await failureOf(openAi().chat.completions.create(ask('hello')));

    expect(answer).toBeInstanceOf(expected);
    expect(answer).toMatchObject(error);
    expect(JSON.stringify(answer)).not.toMatch(/8a2b5c1e|req_011C|credit|x-api-key/);
    expect(await ledger()).toEqual([
      { input: 0, cached: 0, output: 0, reasoning: 0, source: 'REPORTED', cost: '0', end: 'UPSTREAM_FAILED' },
    ]);
  });
});

describe('a program of Anthropic’s protocol at an upstream of OpenAI’s', () => {
  it('gets a message, counted to the token and the cent', async () => {
    const message = await anthropic().messages.create({
      ...turn('hello'),
      system: 'Be kind.',
    });

    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'You said: hello' }],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 11,
        cache_creation_input_tokens: 20,
        cache_read_input_tokens: 300,
        output_tokens: 42,
        output_tokens_details: { thinking_tokens: 5 },
      },
    });
    expect(await ledger()).toEqual([ROW]);
    expect(gpt.last).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${UPSTREAM_KEY}` },
      body: {
        model: 'gpt-x',
        max_completion_tokens: 100,
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: 'hello' },
        ],
      },
    });
    expect(JSON.stringify(gpt.last)).not.toContain(key.secret);
  });

  it('gets a stream with its usage, and has its tools called and told their results', async () => {
    const tools = [{ name: 'weather', input_schema: { type: 'object' as const } }];
    const question = { ...turn('the weather?'), tools };

    const streamed = await anthropic().messages.stream(question).finalMessage();
    const whole = await anthropic().messages.create(question);
    const told = await anthropic().messages.create({
      ...question,
      messages: [
        ...question.messages,
        { role: 'assistant', content: whole.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content: 'rain' }] },
      ],
    });

    const called = {
      content: [
        { type: 'text', text: 'You said: the weather?' },
        { type: 'tool_use', id: 'call_1', name: 'weather', input: { city: 'Oslo' } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 11, cache_read_input_tokens: 300, output_tokens: 42 },
    };
    expect(whole).toMatchObject(called);
    expect(streamed).toMatchObject(called);
    expect(told.content).toMatchObject([{ type: 'text', text: 'You said: rain' }]);
    expect(await ledger()).toEqual([ROW, ROW, ROW]);
  });

  it('is refused by the name of what cannot be said there, before anybody is asked and anything is on record', async () => {
    const calls = gpt.calls.length;

    const error = await failureOf(post({ ...turn('hello'), top_k: 5 }));

    expect(error).toBeInstanceOf(Anthropic.BadRequestError);
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      error: { type: 'error', error: { message: expect.stringContaining('`top_k`') } },
    });
    expect(gpt.calls).toHaveLength(calls);
    expect(await ledger()).toEqual([]);
  });

  it.each<[Trouble]>([['ERROR_EVENT'], ['RESET'], ['EARLY_END']])(
    'learns of a stream that breaks off, and pays for what was said so far: %s',
    async (trouble) => {
      gpt.trouble = trouble;
      const stream = await anthropic().messages.create({ ...turn('hello'), stream: true });

      const types: string[] = [];
      const error = await failureOf(
        (async () => {
          for await (const event of stream) types.push(event.type);
        })(),
      );

      expect(error).toBeInstanceOf(Anthropic.APIError);
      expect(error).toMatchObject({ type: 'api_error' });
      expect(String(error)).not.toContain('org-upstream');
      expect(types).not.toContain('message_stop');
      expect(await ledger()).toMatchObject([{ source: 'ESTIMATED', end: 'UPSTREAM_FAILED' }]);
    },
  );

  it.each([
    [400, 'Too long.', Anthropic.BadRequestError, { type: 'invalid_request_error' }],
    [429, 'Limit of org-AbC123xyz reached.', Anthropic.RateLimitError, { type: 'rate_limit_error' }],
    [401, 'Incorrect API key sk-proj-abc***xyz99.', Anthropic.InternalServerError, { type: 'api_error' }],
    [503, 'Overloaded', Anthropic.InternalServerError, { type: 'api_error' }],
  ])('is told of a refusal with %s and %j, which costs nothing', async (status, message, expected, error) => {
    gpt.trouble = { status, body: { error: { message, type: 'x', code: null, param: null } } };

    const answer = await failureOf(anthropic().messages.create(turn('hello')));

    expect(answer).toBeInstanceOf(expected);
    expect(answer).toMatchObject(error);
    expect(JSON.stringify(answer)).not.toMatch(/AbC123xyz|xyz99/);
    expect(await ledger()).toMatchObject([{ input: 0, output: 0, end: 'UPSTREAM_FAILED' }]);
  });
});

describe('a program of Anthropic’s protocol at an upstream of Anthropic’s', () => {
  it('gets what the upstream says as it is, counted to the token and the cent', async () => {
    const request = turn('hello', 'anthropic/claude');

    const whole = await post({ ...request, top_k: 5 });
    const streamed = await anthropic().messages.stream(request).finalMessage();

    expect(whole).toEqual({ ...anthropicSpeech.whole(request), model: 'claude-x' });
    expect(claude.calls.at(-2)?.body).toEqual({ ...request, model: 'claude-x', top_k: 5 });
    expect(streamed.content).toMatchObject([{ type: 'text', text: 'You said: hello' }]);
    expect(streamed.usage).toMatchObject({ input_tokens: 11, output_tokens: 42 });
    expect(await ledger()).toEqual([ROW, ROW]);
  });
});

describe('the tokens of a prompt', () => {
  const prompt = { model: 'anthropic/claude', messages: [{ role: 'user' as const, content: 'hello' }] };
  const count = (extra: object = {}) => anthropic().messages.countTokens({ ...prompt, ...extra });

  it('are counted by the provider of the model, and nothing is on record', async () => {
    expect(await count({ system: 'Be brief.' })).toEqual({ input_tokens: 5 });

    const { path, body, headers } = claude.last;
    expect([path, body]).toEqual([
      '/v1/messages/count_tokens',
      { ...prompt, system: 'Be brief.', model: 'claude-x' },
    ]);
    expect(headers['x-api-key']).toBe(UPSTREAM_KEY);
    expect(JSON.stringify([body, headers])).not.toContain(key.secret);
    expect(await ledger()).toEqual([]);
  });

  it('are not counted for a key that may not call the model, or is no good any more', async () => {
    const { apiKeyWrite, apiKeyRevocation } = server.app.services;
    const operator = operatorOf(accountId);
    const other = await apiKeyWrite.create(operator, { name: 'other', modelIds: ['openai/gpt'] });
    const client = new Anthropic({ apiKey: other.secret, baseURL: server.url, maxRetries: 0 });
    const calls = claude.calls.length;

    const forbidden = await failureOf(client.messages.countTokens(prompt));
    await apiKeyRevocation.revoke(operator, other.apiKey.id);
    const revoked = await failureOf(client.messages.countTokens(prompt));

    expect(forbidden).toMatchObject({ status: 403, error: { error: { type: 'permission_error' } } });
    expect(revoked).toMatchObject({ status: 401, error: { error: { type: 'authentication_error' } } });
    expect(claude.calls).toHaveLength(calls);
  });
});

describe('a model with an upstream of each kind', () => {
  it('is called at both, and at the one that can be told all of a request', async () => {
    const [claudeCalls, demoCalls] = [claude.calls.length, demo.requests.length];

    await openAi().chat.completions.create(ask('one', 'both/model'));
    await openAi().chat.completions.create(ask('two', 'both/model'));
    for (let n = 0; n < 3; n += 1) {
      await openAi().chat.completions.create({ ...ask('three', 'both/model'), logit_bias: { 5: 1 } });
      await post({ ...turn('four', 'both/model'), top_k: 5 });
    }

    expect(claude.calls).toHaveLength(claudeCalls + 1 + 3);
    expect(demo.requests).toHaveLength(demoCalls + 1 + 3);
    expect(await ledger()).toHaveLength(8);
  });

  it('is answered by the other kind when the one fails, in the words of the client', async () => {
    claude.trouble = {
      status: 529,
      body: { type: 'error', error: { type: 'overloaded_error', message: 'x' } },
    };

    const answers = [
      await openAi().chat.completions.create(ask('one', 'both/model')),
      await openAi().chat.completions.create(ask('two', 'both/model')),
    ];
    const messages = [
      await anthropic().messages.create(turn('three', 'both/model')),
      await anthropic().messages.create(turn('four', 'both/model')),
    ];

    expect(answers.map(({ object }) => object)).toEqual(['chat.completion', 'chat.completion']);
    expect(messages.map(({ type }) => type)).toEqual(['message', 'message']);
    expect(await ledger()).toMatchObject(Array.from({ length: 4 }, () => ({ end: 'COMPLETED', cached: 0 })));
  });
});
