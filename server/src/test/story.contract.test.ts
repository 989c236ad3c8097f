import OpenAI, { AuthenticationError, NotFoundError, PermissionDeniedError } from 'openai';
import { startServer, type TestServer } from './startServer';

/** The product's main job, seen by a member with a browser and a program with the official SDK. */
let server: TestServer;
const PASSWORD = 'correct horse battery';

beforeAll(async () => {
  server = await startServer();
  await server.app.services.accounts.createAccount({
    name: 'Acme',
    plan: 'PAID',
    email: 'ann@example.com',
    password: PASSWORD,
    timeZone: 'Asia/Ho_Chi_Minh',
  });
});
afterAll(() => server.stop());

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret apiKey { id name maskedKey status models { id } createdBy { email } } } }`;
const REVOKE = `mutation ($id: ID!) {
  revokeApiKey(input: { id: $id }) { apiKey { status } receipt { nodes { acknowledgedAt } } } }`;
const USAGE = `query ($from: DateTime!, $to: DateTime!) { usage(input: { from: $from, to: $to }) {
  timeZone rows { model { id } apiKey { id name } usage { requests inputTokens outputTokens totalTokens cost } }
  total { requests totalTokens } } }`;

async function signedIn() {
  const member = server.client();
  expect((await member.signIn('ann@example.com', PASSWORD)).status).toBe(200);
  return member;
}

const openAi = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries: 0 });
const around = () => ({ from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) });
const question = { model: 'demo/quick', messages: [{ role: 'user' as const, content: 'Hello!' }] };

describe('a member and their program', () => {
  it('sign in, make a key, call a model, read the usage, and revoke the key', async () => {
    const member = await signedIn();

    const created = await member.graphql(CREATE, { input: { name: 'prod-web', modelIds: ['demo/quick'] } });
    const { secret, apiKey } = created.data.createApiKey;
    expect(apiKey).toMatchObject({ name: 'prod-web', status: 'ACTIVE', models: [{ id: 'demo/quick' }] });
    expect(apiKey.createdBy).toEqual({ email: 'ann@example.com' });
    expect(created.headers.get('cache-control')).toContain('no-store');

    const sdk = openAi(secret);
    const whole = await sdk.chat.completions.create(question);
    expect(whole.choices[0]?.message.content).toBeTruthy();
    let text = '';
    let streamed: OpenAI.CompletionUsage | null = null;
    const stream = await sdk.chat.completions.create({
      ...question,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      streamed = chunk.usage ?? streamed;
    }
    expect(text).toBe(whole.choices[0]?.message.content);

    // No waiting: what ended is counted.
    const { usage } = (await member.graphql(USAGE, around())).data;
    const input = (whole.usage?.prompt_tokens ?? 0) + (streamed?.prompt_tokens ?? 0);
    const output = (whole.usage?.completion_tokens ?? 0) + (streamed?.completion_tokens ?? 0);
    expect(usage.timeZone).toBe('Asia/Ho_Chi_Minh');
    expect(usage.rows).toMatchObject([
      {
        model: { id: 'demo/quick' },
        apiKey: { id: apiKey.id, name: 'prod-web' },
        usage: { requests: 2, inputTokens: input, outputTokens: output, totalTokens: input + output },
      },
    ]);

    const revoked = (await member.graphql(REVOKE, { id: apiKey.id })).data.revokeApiKey;
    expect(revoked.apiKey.status).toBe('REVOKED');
    expect(revoked.receipt.nodes).toMatchObject([{ acknowledgedAt: expect.any(String) }]);
    const refused = await sdk.chat.completions.create(question).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AuthenticationError);
    expect(refused).toMatchObject({ status: 401, code: 'invalid_api_key' });
    const after = (await member.graphql(USAGE, around())).data.usage;
    expect(after.rows[0].apiKey.name).toBe('prod-web');
    expect(after.total.requests).toBe(2);
  });

  it('are told apart by what the key may call', async () => {
    const member = await signedIn();
    const { secret } = (await member.graphql(CREATE, { input: { name: 'narrow', modelIds: ['demo/quick'] } }))
      .data.createApiKey;
    const sdk = openAi(secret);

    expect((await sdk.models.list()).data.map(({ id }) => id)).toEqual(['demo/quick']);
    expect(await sdk.models.retrieve('demo/quick')).toMatchObject({ id: 'demo/quick', object: 'model' });
    const forbidden = sdk.chat.completions.create({ ...question, model: 'demo-lab/poet' });
    await expect(forbidden).rejects.toBeInstanceOf(PermissionDeniedError);
    const unknown = sdk.chat.completions.create({ ...question, model: 'demo/nothing' });
    await expect(unknown).rejects.toBeInstanceOf(NotFoundError);
  });

  it('of a free account get the sentence about the plan, and their keys are refused', async () => {
    const member = await signedIn();
    const { secret } = (await member.graphql(CREATE, { input: { name: 'paid once', allModels: true } })).data
      .createApiKey;
    const { account } = (await member.graphql('{ viewer { account { id } } }')).data.viewer;
    const accounts = server.app.services.accounts;
    const operator = { kind: 'operator', accountId: account.id } as const;

    await accounts.setPlan(operator, { plan: 'FREE', planEndsAt: null });
    const refused = await member.graphql(CREATE, { input: { name: 'free', allModels: true } });
    const call = openAi(secret).chat.completions.create(question);

    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('paid plan'),
      extensions: { code: 'PAID_PLAN_REQUIRED' },
    });
    await expect(call).rejects.toMatchObject({ status: 403, code: 'paid_plan_required' });
    const listed = await member.graphql('{ apiKeys(filter: { search: "paid once" }) { nodes { status } } }');
    expect(listed.data.apiKeys.nodes).toEqual([{ status: 'PAUSED_PLAN' }]);
    await accounts.setPlan(operator, { plan: 'PAID', planEndsAt: null });
    await expect(openAi(secret).chat.completions.create(question)).resolves.toBeDefined();
  });

  it('are counted for whoever watches the server', async () => {
    const member = await signedIn();
    const { secret } = (
      await member.graphql(CREATE, { input: { name: 'watched', modelIds: ['demo/quick'] } })
    ).data.createApiKey;
    await openAi(secret).chat.completions.create(question);
    await openAi(`${secret}x`)
      .chat.completions.create(question)
      .catch(() => {});

    const text = await (await fetch(`${server.url}/metrics`)).text();

    expect(text).toMatch(/keymeter_calls_total\{model="demo\/quick",end_reason="COMPLETED"\} [1-9]/);
    expect(text).toMatch(/keymeter_tokens_total\{model="demo\/quick",type="output"\} [1-9]/);
    expect(text).toMatch(/keymeter_refused_total\{reason="INVALID_API_KEY"\} [1-9]/);
    expect(text).toMatch(/keymeter_settlements_pending 0/);
    expect(text).not.toContain(secret);
  });

  it('who signs up has an account without a plan', async () => {
    const newcomer = server.client();

    await newcomer.signUp('new@example.com', PASSWORD);

    const { viewer } = (
      await newcomer.graphql('{ viewer { user { email } account { plan { name isPaid } } } }')
    ).data;
    expect(viewer).toEqual({
      user: { email: 'new@example.com' },
      account: { plan: { name: 'FREE', isPaid: false } },
    });
  });
});
