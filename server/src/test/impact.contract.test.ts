import OpenAI from 'openai';
import type { Client } from './client';
import { countStatements } from './countStatements';
import { eventually } from './eventually';
import { startServer, type TestServer } from './startServer';

let server: TestServer;
let member: Client;

beforeAll(async () => {
  server = await startServer({ tokensPerSecond: 5 });
  const account = {
    name: 'Acme',
    plan: 'PAID',
    email: 'ann@example.com',
    password: 'correct horse battery',
  } as const;
  await server.app.services.accounts.createAccount(account);
  member = server.client();
  await member.signIn(account.email, account.password);
});
afterAll(() => server.stop());

const CREATE = 'mutation { createApiKey(input: { name: "k", allModels: true }) { secret apiKey { id } } }';
const IMPACT = `query ($id: ID!) { apiKey(id: $id) { impact {
  requestsLastHour requestsLastDay openStreams clients models { id } } } }`;
const IMPACT_BY_USAGE = `query ($from: DateTime!, $to: DateTime!) { usage(input: { from: $from, to: $to }) {
  rows { apiKey { impact { clients } } } } }`;
const NEW_TOKEN =
  'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }';

const newKey = async () => (await member.graphql(CREATE)).data.createApiKey;
const impactOf = async (id: string) => (await member.graphql(IMPACT, { id })).data.apiKey.impact;
const openAi = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries: 0 });
const question = { model: 'demo/quick', messages: [{ role: 'user' as const, content: 'Hello!' }] };

describe('who would notice if a key stopped', () => {
  it('is nobody for a key that was never used', async () => {
    const { apiKey } = await newKey();

    expect(await impactOf(apiKey.id)).toEqual({
      requestsLastHour: 0,
      requestsLastDay: 0,
      openStreams: 0,
      clients: [],
      models: [],
    });
  });

  it('is told by calls, running streams, programs and models', async () => {
    const { secret, apiKey } = await newKey();
    await openAi(secret).chat.completions.create({ ...question, max_tokens: 2 });
    const stream = await openAi(secret).chat.completions.create({ ...question, stream: true });
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.next();

    await eventually(async () => {
      expect(await impactOf(apiKey.id)).toEqual({
        requestsLastHour: 1,
        requestsLastDay: 1,
        openStreams: 1,
        clients: [expect.stringMatching(/^OpenAI\/JS \S+ from 127\.0\.0\.0\/24$/)],
        models: [{ id: 'demo/quick' }],
      });
    });
    stream.controller.abort();
    await eventually(async () => expect((await impactOf(apiKey.id)).openStreams).toBe(0));
  });

  it('costs the same number of statements for many keys as for one', async () => {
    const query = '{ apiKeys(first: 100) { nodes { id impact { requestsLastDay clients models { id } } } } }';
    const measure = () =>
      countStatements(async () => expect((await member.graphql(query)).errors).toBeUndefined());
    await newKey();
    const few = await measure();

    for (let i = 0; i < 10; i += 1) await newKey();
    const many = await measure();

    expect(many.length).toBe(few.length);
    expect(many.filter((sql) => sql.includes('api_key_clients'))).toHaveLength(1);
  });

  it('is told to a token that may read keys, and to no other', async () => {
    const { secret, apiKey } = await newKey();
    await openAi(secret).chat.completions.create({ ...question, max_tokens: 2 });
    const tokenWith = async (scope: string) => {
      const input = { name: scope, scopes: [scope] };
      const made = await member.graphql(NEW_TOKEN, { input });
      return server.client().withToken(made.data.createAccessToken.secret);
    };

    const told = await (await tokenWith('KEYS_READ')).graphql(IMPACT, { id: apiKey.id });
    const range = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
    const refused = await (await tokenWith('USAGE_READ')).graphql(IMPACT_BY_USAGE, range);

    expect(told.data.apiKey.impact.requestsLastHour).toBe(1);
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(JSON.stringify(refused)).not.toContain('OpenAI/JS');
  });

  it('says nothing about the key of another account', async () => {
    const { apiKey } = await newKey();
    const { services } = server.app;
    const stranger = await services.accounts.createAccount({
      name: 'Other',
      plan: 'PAID',
      email: 'bob@example.com',
      password: 'correct horse battery',
    });

    expect(await services.impact.listImpact(stranger.accountId, [apiKey.id])).toEqual([]);
  });
});
