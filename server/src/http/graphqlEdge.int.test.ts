import { type Answer, startAsking } from './testing/startAsking';

const VIEWER = '{ viewer { account { name } } }';

describe('the edge of /graphql', () => {
  let server: Awaited<ReturnType<typeof startAsking>>;

  beforeAll(async () => {
    server = await startAsking();
  });
  afterAll(() => server.stop());

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this host', { origin: 'http://127.0.0.1:4001' }],
    ['who knows where', {}],
    ['another site by a browser that says so', { 'sec-fetch-site': 'cross-site' }],
  ])('with a session cookie is refused from %s', async (_case, headers) => {
    const { status, json } = await server.ask(VIEWER, { cookie: server.cookie, ...headers });

    expect([status, json.errors?.[0]?.extensions.code]).toEqual([403, 'FORBIDDEN']);
    expect(json.data).toBeUndefined();
  });

  it('with a session cookie is taken from our own page that sends no Origin', async () => {
    expect(
      (await server.ask(VIEWER, { cookie: server.cookie, 'sec-fetch-site': 'same-origin' })).json.data
        ?.viewer,
    ).not.toBeNull();
  });

  it('by GET answers queries and refuses mutations', async () => {
    const get = (query: string) =>
      fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': '1', cookie: server.cookie },
      });

    expect(await (await get('{ viewer { account { name } } }')).json()).toEqual({
      data: { viewer: { account: { name: 'Acme' } } },
    });
    expect((await get('mutation { revokeAccessToken(input: { id: "x" }) { id } }')).status).toBe(405);
  });

  it.each([
    ['too large', JSON.stringify({ query: `{ a(x: "${'x'.repeat(300_000)}") }` }), 'application/json', 413],
    ['no JSON', '{"query": ', 'application/json', 400],
    ['100,000 brackets', '['.repeat(100_000), 'application/json', 400],
    [
      'a change of every object',
      '{"__proto__": {"x": 1}, "query": "{ __typename }"}',
      'application/json',
      400,
    ],
    ['a form', 'query={__typename}', 'application/x-www-form-urlencoded', 415],
    ['plain text', '{"query":"{ __typename }"}', 'text/plain', 415],
  ])('is refused with a body that is %s', async (_case, body, type, status) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });

    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as Answer;
    expect(errors).toEqual([
      {
        message: expect.any(String),
        extensions: { code: 'INVALID_INPUT', requestId: response.headers.get('x-request-id') },
      },
    ]);
  });

  it('says nothing of a fault but its id; the log has the rest under the same id', async () => {
    // Models have no catalogue in this test, so that asking for them fails.
    const { json, headers } = await server.asAlice('{ models { id } }');

    const requestId = headers.get('x-request-id');
    expect(json.errors).toEqual([
      expect.objectContaining({
        message: 'Something went wrong.',
        extensions: { code: 'INTERNAL', requestId },
      }),
    ]);
    expect(server.logged.filter((line) => line.includes(String(requestId)))).toHaveLength(1);
  });

  it('never writes a secret to the log', async () => {
    const { secret } = await server.tokens.create(server.alice, { name: 'canary', scopes: ['USAGE_READ'] });

    await server.asProgram(secret, '{ models { id } }');
    await server.asProgram(`${secret}x`, '{ models { id } }');
    await server.ask(`{ apiKey(id: "${secret}") { id } }`);

    expect(server.logged.join('\n')).not.toContain(secret.slice(8));
    expect(server.logged.join('\n')).not.toContain(server.cookie.split('=')[1]);
  });
});
