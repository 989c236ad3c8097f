import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import OpenAI from 'openai';
import { Client } from './client';
import { createTestDatabase, type TestDatabase } from './database';
import { eventually } from './eventually';
import { FakeUpstream } from './fakeUpstream';
import { type OpenedSubscription, openSubscription } from './openSubscription';
import { type NodeHere, startNodeHere } from './startNodeHere';
import { PUBLIC_URL } from './startServer';

/** Two nodes on one database: what happens on the one is told on the other. */
let database: TestDatabase;
let upstream: FakeUpstream;
let nodes: NodeHere[];
let ann: Client;
let opened: OpenedSubscription[] = [];
const PASSWORD = 'correct horse battery';
const USAGE_CHANGED = 'subscription { usageChanged { at } }';
const KEY_CHANGED = 'subscription { apiKeyChanged { id name status version models { id } } }';

beforeAll(async () => {
  database = await createTestDatabase();
  upstream = await FakeUpstream.start({ tokensPerSecond: 0 });
  const start = (name: string) =>
    startNodeHere({ name, databaseUrl: database.url, upstreamUrl: upstream.baseUrl });
  nodes = [await start('one'), await start('two')];
  await newAccount('ann@example.com');
  await newAccount('bob@example.com');
  ann = await signedIn('ann@example.com');
});
afterEach(() => {
  for (const subscription of opened) subscription.close();
  opened = [];
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await upstream.close();
  await database.drop();
});

const node = (index: number): NodeHere => {
  const found = nodes[index];
  if (!found) throw new Error('There are two nodes.');
  return found;
};
const services = () => node(0).app.services;

async function newAccount(email: string): Promise<string> {
  const account = { name: 'Acme', plan: 'PAID', email, password: PASSWORD } as const;
  return (await services().accounts.createAccount(account)).accountId;
}

async function signedIn(email: string): Promise<Client> {
  const client = new Client(node(0).url, PUBLIC_URL);
  await client.signIn(email, PASSWORD);
  return client;
}

async function listen(
  headers: Record<string, string>,
  query = USAGE_CHANGED,
  { at = 1, method = 'POST' as 'POST' | 'GET' } = {},
): Promise<OpenedSubscription> {
  const subscription = await openSubscription(node(at).url, query, headers, method);
  opened.push(subscription);
  return subscription;
}
const asMember = (client: Client) => ({ cookie: client.cookies, origin: PUBLIC_URL });
const asProgram = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function newToken(...scopes: string[]): Promise<{ id: string; secret: string }> {
  const { data } = await ann.graphql(
    `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { id } } }`,
    { input: { name: 'live', scopes } },
  );
  return { secret: data.createAccessToken.secret, id: data.createAccessToken.accessToken.id };
}

const CREATE = 'mutation { createApiKey(input: { name: "k", allModels: true }) { secret apiKey { id } } }';
const newKey = async (): Promise<{ secret: string; apiKey: { id: string } }> =>
  (await ann.graphql(CREATE)).data.createApiKey;

/** One call on the first node, settled when this resolves. */
async function callModel(secret: string): Promise<void> {
  const openAi = new OpenAI({ apiKey: secret, baseURL: `${node(0).url}/v1`, maxRetries: 0 });
  await openAi.chat.completions.create({
    model: 'demo/quick',
    messages: [{ role: 'user', content: 'Hello!' }],
  });
}

const nexts = ({ events }: OpenedSubscription): unknown[] =>
  events.flatMap(({ event, data }) => (event === 'next' ? [data] : []));

describe('usageChanged', () => {
  it('tells members and tokens of the account about a call on another node, and nobody else', async () => {
    const { secret } = await newKey();
    const { secret: token } = await newToken('USAGE_READ');
    const bob = await signedIn('bob@example.com');
    const [member, byGet, program, foreign] = [
      await listen(asMember(ann)),
      await listen(asMember(ann), USAGE_CHANGED, { method: 'GET' }),
      await listen(asProgram(token)),
      await listen(asMember(bob)),
    ];
    expect([member, program].map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
      [200, 'text/event-stream; charset=utf-8'],
      [200, 'text/event-stream; charset=utf-8'],
    ]);
    expect(member.headers.get('cache-control')).toBe('no-store');

    await callModel(secret);

    for (const told of [member, byGet, program]) {
      await eventually(() => expect(nexts(told).length).toBe(1));
      expect(nexts(told)).toEqual([{ data: { usageChanged: { at: expect.stringMatching(/^\d{4}-.*Z$/) } } }]);
    }
    expect(foreign.events).toEqual([]);
  });

  it('comes at most once a second, however much is used, and not again when nothing is', async () => {
    const { secret } = await newKey();
    const member = await listen(asMember(ann));
    const began = performance.now();

    for (let round = 0; round < 12; round += 1) await callModel(secret);
    await eventually(() => expect(nexts(member).length).toBeGreaterThan(0));
    // A last call after everything is told: nothing else was waiting behind it.
    const before = nexts(member).length;
    await callModel(secret);
    await eventually(() => expect(nexts(member).length).toBeGreaterThan(before));

    expect(nexts(member).length).toBeLessThanOrEqual((performance.now() - began) / 1_000 + 1);
  });

  it("comes to a client that lost its connection and came back, by the protocol's own client", async () => {
    const { secret } = await newKey();
    const connected: boolean[] = [];
    const told: unknown[] = [];
    const client = createClient({
      url: `${node(1).url}/graphql/stream`,
      headers: asMember(ann),
      retryAttempts: 1_000,
      retry: () => sleep(20),
      on: { connected: (again) => void connected.push(again) },
    });
    const end = client.subscribe(
      { query: USAGE_CHANGED },
      { next: (value) => void told.push(value), error: () => {}, complete: () => {} },
    );
    await eventually(() => expect(connected).toEqual([false]));

    nodes[1] = await restarted(node(1));

    await eventually(() => expect(connected.at(-1)).toBe(true));
    await callModel(secret);
    await eventually(() => expect(told.length).toBeGreaterThan(0));
    end();
    client.dispose();
  });

  /** Stops a node while somebody listens, and starts another one at the same address. */
  async function restarted(old: NodeHere): Promise<NodeHere> {
    const listener = await listen(asMember(ann));
    await old.stop();
    expect([await listener.ended, listener.events]).toEqual([true, []]);
    const port = new URL(old.url).port;
    return startNodeHere({ name: 'two', databaseUrl: database.url, upstreamUrl: upstream.baseUrl, port });
  }
});

describe('apiKeyChanged', () => {
  it('tells of keys that were made, edited, rotated and revoked on another node, as they are then', async () => {
    const member = await listen(asMember(ann), KEY_CHANGED);
    const bob = await signedIn('bob@example.com');
    const foreign = await listen(asMember(bob), KEY_CHANGED);
    const last = () => (nexts(member).at(-1) as { data: { apiKeyChanged: unknown } })?.data.apiKeyChanged;

    const { apiKey } = await newKey();
    await eventually(() => expect(last()).toMatchObject({ id: apiKey.id, name: 'k', status: 'ACTIVE' }));
    await ann.graphql(
      `mutation { updateApiKey(input: { id: "${apiKey.id}", name: "new", modelIds: ["demo/quick"] }) { apiKey { id } } }`,
    );
    await eventually(() =>
      expect(last()).toMatchObject({ name: 'new', version: 2, models: [{ id: 'demo/quick' }] }),
    );
    await ann.graphql(`mutation { rotateApiKey(input: { id: "${apiKey.id}" }) { apiKey { id } } }`);
    await eventually(() => expect(last()).toMatchObject({ version: 3 }));
    await ann.graphql(`mutation { revokeApiKey(input: { id: "${apiKey.id}" }) { apiKey { id } } }`);
    await eventually(() => expect(last()).toMatchObject({ status: 'REVOKED', version: 4 }));

    expect(foreign.events).toEqual([]);
  });

  it('ends without a word when something may have been missed, so that clients come back', async () => {
    const member = await listen(asMember(ann), KEY_CHANGED);

    await services().db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'keymeter listener' AND datname = current_database()`,
    );

    expect([await member.ended, member.events]).toEqual([false, []]);
  });
});

describe('a subscription ends within seconds, and says why, when its credential', () => {
  it('is a session that ends, a token that is revoked or expires, or a member who leaves', async () => {
    const [leaver, revoked, expiring] = [
      'carol@example.com',
      await newToken('USAGE_READ'),
      await newToken('USAGE_READ'),
    ];
    const [lefts, member] = [await newAccount(leaver), await signedIn('ann@example.com')];
    const subscriptions = await Promise.all(
      [
        asMember(member),
        asProgram(revoked.secret),
        asProgram(expiring.secret),
        asMember(await signedIn(leaver)),
      ].map((headers) => listen(headers)),
    );
    expect(subscriptions.map(({ status }) => status)).toEqual([200, 200, 200, 200]);

    await member.signOut();
    await ann.graphql(`mutation { revokeAccessToken(input: { id: "${revoked.id}" }) { id } }`);
    await services().db.query('UPDATE access_tokens SET expires_at = now() WHERE id = $1', [expiring.id]);
    await services().db.query('DELETE FROM members WHERE account_id = $1', [lefts]);

    for (const subscription of subscriptions) {
      expect(await subscription.ended).toBe(true);
      expect(subscription.events).toEqual([
        {
          event: 'next',
          data: {
            data: null,
            errors: [
              {
                message: expect.any(String),
                extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }),
              },
            ],
          },
        },
        { event: 'complete', data: null },
      ]);
    }
  });
});

describe('a subscription is refused', () => {
  const codeOf = async (subscription: OpenedSubscription): Promise<unknown> => {
    await subscription.ended;
    const body = subscription.status === 200 ? nexts(subscription)[0] : JSON.parse(subscription.text);
    return (body as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
  };

  it.each<[string, number, string, () => Promise<OpenedSubscription>]>([
    ['to nobody', 401, 'UNAUTHENTICATED', () => listen({})],
    ['to a token that never was', 401, 'UNAUTHENTICATED', () => listen(asProgram('aim_pat_x'))],
    ['to an API key', 401, 'UNAUTHENTICATED', async () => listen(asProgram((await newKey()).secret))],
    [
      "to another site's page, by POST",
      403,
      'FORBIDDEN',
      () => listen({ ...asMember(ann), origin: 'https://evil.example' }),
    ],
    [
      "to another site's page, by GET",
      403,
      'FORBIDDEN',
      () => listen({ cookie: ann.cookies, 'sec-fetch-site': 'cross-site' }, USAGE_CHANGED, { method: 'GET' }),
    ],
    ['that is a query', 400, 'INVALID_INPUT', () => listen(asMember(ann), '{ viewer { account { id } } }')],
    ['that cannot be read', 400, 'INVALID_INPUT', () => listen(asMember(ann), 'subscription {')],
    [
      'to nothing',
      400,
      'INVALID_INPUT',
      () => listen(asMember(ann), 'subscription ($x: Boolean! = true) { usageChanged @skip(if: $x) { at } }'),
    ],
    [
      'that asks for what is not there',
      200,
      'INVALID_INPUT',
      () => listen(asMember(ann), 'subscription { x }'),
    ],
    [
      'that asks for too much',
      400,
      'QUERY_TOO_COMPLEX',
      () => listen(asMember(ann), `subscription { ${'usageChanged { at } '.repeat(1_001)} }`),
    ],
    [
      'without the scope, to usage',
      200,
      'FORBIDDEN',
      async () => listen(asProgram((await newToken('KEYS_READ')).secret)),
    ],
    [
      'without the scope, to keys',
      200,
      'FORBIDDEN',
      async () => listen(asProgram((await newToken('USAGE_READ')).secret), KEY_CHANGED),
    ],
    [
      'to who takes no event stream',
      400,
      'INVALID_INPUT',
      () => listen({ ...asMember(ann), accept: 'application/json' }),
    ],
  ])('%s', async (_case, status, code, begin) => {
    const subscription = await begin();

    expect([subscription.status, await codeOf(subscription)]).toEqual([status, code]);
  });

  it('to an account that has a hundred open already, until one of them ends', async () => {
    const { secret } = await newToken('USAGE_READ');
    const all = await Promise.all(Array.from({ length: 100 }, () => listen(asProgram(secret))));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));

    const excess = await listen(asProgram(secret));
    expect([excess.status, await codeOf(excess)]).toEqual([429, 'RATE_LIMITED']);
    all[0]?.close();

    await eventually(async () => expect((await listen(asProgram(secret))).status).toBe(200));
  });
});
