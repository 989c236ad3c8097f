import { HeaderMap } from '@apollo/server';
import { buildSchema, type GraphQLError } from 'graphql';
import { DomainError } from '../platform/domainError';
import { createApolloServer } from './apolloServer';
import { createContextFactory, createIdentify } from './context';
import { currentRequestId } from './currentRequestId';
import { createQueryCheck } from './queryLimits';

const REQUEST_ID = '019ab1c2-0000-7000-8000-000000000001';
const SECRET_CAUSE = 'duplicate key value violates unique constraint "uq_secret" at /srv/keymeter/db.ts';

const AWAY = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });

/** A server over a schema whose fields fail in every way. */
async function startServer() {
  const schema = buildSchema(`
    input In { name: String!  count: Int }
    type Query { ok: String  broken: String  away: String  forbidden: String  taken: String  wants(input: In!): String }
    type Mutation { change: String }
  `);
  const fields: Record<string, () => unknown> = {
    ok: () => 'yes',
    broken: () => {
      throw new Error(SECRET_CAUSE);
    },
    away: () => {
      throw AWAY;
    },
    forbidden: () => {
      throw new DomainError('FORBIDDEN', 'Not for you.');
    },
    taken: () => {
      throw new DomainError(
        'CONFLICT',
        'Taken.',
        { field: 'input.name' },
        { cause: new Error(SECRET_CAUSE) },
      );
    },
    wants: () => 'thanks',
    change: () => 'changed',
  };
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const [name, field] of Object.entries(type?.getFields() ?? {}))
      field.resolve = fields[name] ?? (() => null);
  }
  const logged: unknown[] = [];
  const silent = () => undefined;
  const logger = {
    debug: silent,
    info: silent,
    warn: silent,
    error: (...entry: unknown[]) => logged.push(entry),
  };
  const apollo = createApolloServer(schema, logger as never);
  await apollo.start();
  const createContext = createContextFactory({
    checkQuery: createQueryCheck(schema),
    identify: createIdentify({
      hasSessionCookie: (cookie) => cookie !== undefined,
      memberFromCookie: async () => null,
      programFromToken: async (secret) => {
        if (secret === 'aim_pat_away') throw AWAY;
        return secret === 'aim_pat_good'
          ? { kind: 'accessToken', accountId: 'a', accessTokenId: 't', scopes: ['KEYS_READ'] }
          : null;
      },
    }),
    makeLoaders: () => ({}),
  });
  const send = async (request: {
    method: string;
    headers?: Record<string, string>;
    body?: unknown;
    search?: string;
  }) => {
    const headers = { 'content-type': 'application/json', ...request.headers };
    const { body, search = '', method } = request;
    const given =
      (body as { query?: unknown } | undefined)?.query ?? new URLSearchParams(search).get('query');
    const query = typeof given === 'string' ? given : null;
    const answer = await currentRequestId.run(REQUEST_ID, () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers: new HeaderMap(Object.entries(headers)), search, body },
        context: () => createContext({ requestId: REQUEST_ID, headers, address: '127.0.0.1', query }),
      }),
    );
    const text = answer.body.kind === 'complete' ? answer.body.string : '';
    return { status: answer.status ?? 200, headers: answer.headers, text, json: JSON.parse(text) };
  };
  const post = (query: string, extra: object = {}, headers: Record<string, string> = {}) =>
    send({ method: 'POST', body: { query, ...extra }, headers });
  return { send, post, logged, stop: () => apollo.stop() };
}

describe('GraphQL', () => {
  let server: Awaited<ReturnType<typeof startServer>>;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.logged.length = 0;
  });

  it('answers', async () => {
    expect((await server.post('{ ok }')).json).toEqual({ data: { ok: 'yes' } });
  });

  it('says nothing of a fault but its id, and logs it once with its cause', async () => {
    const { status, json, text } = await server.post('{ ok broken }');

    expect(status).toBe(200);
    expect(json.data).toEqual({ ok: 'yes', broken: null });
    expect(json.errors).toEqual([
      {
        message: 'Something went wrong.',
        locations: [{ line: 1, column: 6 }],
        path: ['broken'],
        extensions: { code: 'INTERNAL', requestId: REQUEST_ID },
      },
    ]);
    expect(text).not.toMatch(/uq_secret|\/srv|stack/);
    expect(server.logged).toEqual([
      [
        { err: expect.objectContaining({ message: SECRET_CAUSE }), requestId: REQUEST_ID },
        expect.any(String),
      ],
    ]);
  });

  it.each([
    ['a field', '{ ok away }', {}, { status: 200, wait: undefined }],
    ['who asks', '{ ok }', { authorization: 'Bearer aim_pat_away' }, { status: 503, wait: '1' }],
  ])(
    'says that it cannot answer when the database is away for %s',
    async (_what, query, headers, expected) => {
      const answer = await server.post(query, {}, headers);

      expect({ status: answer.status, wait: answer.headers.get('retry-after') }).toEqual(expected);
      expect(answer.json.errors).toMatchObject([
        { message: expect.stringContaining('Try again'), extensions: { code: 'UNAVAILABLE' } },
      ]);
      expect(answer.text).not.toContain('10.0.0.7');
      expect(server.logged).toHaveLength(1);
    },
  );

  it('passes refusals on with code, field and id, without their private cause and without logging them', async () => {
    const { json, text } = await server.post('{ forbidden taken }');

    expect(json.errors.map((error: GraphQLError) => [error.message, error.extensions])).toEqual([
      ['Not for you.', { code: 'FORBIDDEN', requestId: REQUEST_ID }],
      ['Taken.', { code: 'CONFLICT', field: 'input.name', requestId: REQUEST_ID }],
    ]);
    expect(text).not.toContain('uq_secret');
    expect(server.logged).toEqual([]);
  });

  it.each<[string, string, object, string | undefined]>([
    ['no GraphQL', '{ ok', {}, undefined],
    ['an unknown field', '{ oks }', {}, undefined],
    ['no such operation', 'query A { ok }', { operationName: 'B' }, undefined],
    ['a missing variable', 'query A($input: In!) { wants(input: $input) }', {}, undefined],
    [
      'a variable of another type',
      'query A($input: In!) { wants(input: $input) }',
      { variables: { input: { name: 'x', count: 'many' } } },
      'input.count',
    ],
    ['a literal of another type', '{ wants(input: { name: 5 }) }', {}, undefined],
  ])('refuses %s with status 400 and INVALID_INPUT', async (_case, query, extra, field) => {
    const { status, json } = await server.post(query, extra);

    expect(status).toBe(400);
    expect(json.errors[0].extensions).toEqual({
      code: 'INVALID_INPUT',
      requestId: REQUEST_ID,
      ...(field && { field }),
    });
    expect(server.logged).toEqual([]);
  });

  it('does not help to guess names', async () => {
    expect((await server.post('{ oks }')).text).not.toContain('Did you mean');
  });

  it('tells its schema to tools', async () => {
    expect((await server.post('{ __schema { queryType { name } } }')).json.data.__schema.queryType.name).toBe(
      'Query',
    );
  });

  it.each([
    ['that is too deep', nestedIntrospection()],
    ['with too many aliases', `{${Array.from({ length: 31 }, (_, i) => `x${i}:ok`).join(' ')}}`],
    ['with too many tokens', `{${'ok '.repeat(6000)}}`],
  ])('refuses a query %s with status 400 and QUERY_TOO_COMPLEX', async (_case, query) => {
    const { status, json } = await server.post(query);

    expect([status, json.errors[0].extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
  });

  it.each([
    ['a key or a token that is not in force', { authorization: 'Bearer aim_sk_whatever' }],
    ['a token beside a session cookie', { authorization: 'Bearer aim_pat_good', cookie: 'session=x' }],
    ['an API key', { 'x-api-key': 'aim_sk_whatever' }],
  ])('refuses %s with status 401, whatever is asked', async (_case, headers) => {
    const { status, json } = await server.post('{ ok }', {}, headers);

    expect(status).toBe(401);
    expect(json).toEqual({
      errors: [
        { message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', requestId: REQUEST_ID } },
      ],
    });
  });

  it('takes queries by GET with a header that no form can send', async () => {
    const request = { method: 'GET', search: '?query={ok}' };

    const withHeader = await server.send({ ...request, headers: { 'apollo-require-preflight': '1' } });
    const asForm = await server.send({ ...request, headers: { 'content-type': 'text/plain' } });

    expect(withHeader.json).toEqual({ data: { ok: 'yes' } });
    expect([asForm.status, asForm.json.errors[0].extensions.code]).toEqual([400, 'INVALID_INPUT']);
  });

  it('refuses mutations by GET, and nothing is changed', async () => {
    const search = '?query=mutation{change}';

    const { status, json } = await server.send({
      method: 'GET',
      search,
      headers: { 'apollo-require-preflight': '1' },
    });

    expect(status).toBe(405);
    expect(json).toEqual({
      errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'INVALID_INPUT' }) })],
    });
  });

  it.each([
    ['a list of operations', [{ query: '{ ok }' }, { query: '{ ok }' }]],
    ['nothing', {}],
    ['no query', { variables: {} }],
    ['a query that is no text', { query: 5 }],
    ['a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ])('refuses %s', async (_case, body) => {
    const { status, json } = await server.send({ method: 'POST', body });

    expect(status).toBeLessThan(500);
    expect(json.errors[0].extensions.code).toBe('INVALID_INPUT');
    expect(json.data).toBeUndefined();
  });
});

/** `__type` has a type that has a type … which is not free as `__schema` is. */
function nestedIntrospection(): string {
  return `{ __type(name: "Query") {${' ofType {'.repeat(20)} name ${'}'.repeat(20)} } }`;
}
