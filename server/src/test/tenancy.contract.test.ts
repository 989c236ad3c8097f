import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { ACCESS_TOKEN_SCOPES, type AccessTokenScope } from '../platform/actor';
import { newUuid } from '../platform/uuid';
import type { Client, GraphQLAnswer } from './client';
import { GRAPHQL_OPERATIONS, type GraphQLOperation, type NamedThings } from './graphqlOperations';
import { startServer, type TestServer } from './startServer';

/** Two accounts on one server: who may ask what, and that nobody sees what is another's. */
let server: TestServer;
let ann: Client;
let bob: Client;
let annAccount: string;
let things: NamedThings;
const withScope = new Map<AccessTokenScope, Client>();
let expired: Client;
let revoked: Client;
const PASSWORD = 'correct horse battery';
const OPERATIONS = Object.entries(GRAPHQL_OPERATIONS);

beforeAll(async () => {
  server = await startServer();
  annAccount = await signUp('ann@example.com');
  await signUp('bob@example.com');
  [ann, bob] = [server.client(), server.client()];
  await ann.signIn('ann@example.com', PASSWORD);
  await bob.signIn('bob@example.com', PASSWORD);
  for (const scope of ACCESS_TOKEN_SCOPES) {
    withScope.set(scope, server.client().withToken((await newToken([scope])).secret));
  }
  const [late, gone] = [await newToken(ACCESS_TOKEN_SCOPES), await newToken(ACCESS_TOKEN_SCOPES)];
  await server.app.services.db.query(
    `UPDATE access_tokens SET expires_at = statement_timestamp() - interval '1 second' WHERE id = $1`,
    [late.id],
  );
  await ann.graphql(`mutation { revokeAccessToken(input: { id: "${gone.id}" }) { id } }`);
  [expired, revoked] = [late, gone].map(({ secret }) => server.client().withToken(secret)) as [
    Client,
    Client,
  ];
  things = { apiKeyId: await newKey(), accessTokenId: (await newToken(['KEYS_READ'])).id };
}, 60_000);
afterAll(() => server.stop());

async function signUp(email: string): Promise<string> {
  const { accounts } = server.app.services;
  return (await accounts.createAccount({ name: 'Acme', plan: 'PAID', email, password: PASSWORD })).accountId;
}

async function newToken(scopes: readonly AccessTokenScope[]): Promise<{ id: string; secret: string }> {
  const { data } = await ann.graphql(
    `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { id } } }`,
    { input: { name: 'ci', scopes } },
  );
  return { id: data.createAccessToken.accessToken.id, secret: data.createAccessToken.secret };
}

async function newKey(): Promise<string> {
  const { data } = await ann.graphql(
    'mutation { createApiKey(input: { name: "prod-web", allModels: true }) { apiKey { id } } }',
  );
  return data.createApiKey.apiKey.id;
}

const nobodys = (): NamedThings => ({ apiKeyId: newUuid(), accessTokenId: newUuid() });
const codes = ({ errors = [] }: GraphQLAnswer): string[] => errors.map(({ extensions }) => extensions.code);
const nothingRefused = (answer: GraphQLAnswer): string[] =>
  codes(answer).filter((code) => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED');
/** A whole answer but what names the one request. */
const shape = ({ status, data, errors }: GraphQLAnswer): string =>
  JSON.stringify({ status, data, errors }, (name, value) => (name === 'requestId' ? '' : value));

/** Everything that is Ann's, but when her tokens were last used. */
async function allOfAnns(): Promise<unknown> {
  const tables = await server.app.services.db.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'account_id' AND table_name NOT LIKE 'usage_events_%'
     ORDER BY 1`,
  );
  const rows = tables.map(({ name }) =>
    server.app.services.db.query(
      `SELECT '${name}' AS "table", coalesce(jsonb_agg(to_jsonb(t) - 'last_used_at' ORDER BY to_jsonb(t)::text), '[]') AS rows
       FROM "${name}" t WHERE account_id = $1`,
      [annAccount],
    ),
  );
  return Promise.all(rows);
}

it('every operation of the schema has a rule of who may ask it', () => {
  const schema = buildSchema(readFileSync(path.join(__dirname, '../../schema.graphql'), 'utf8'));
  const operations = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  );

  expect(operations.filter((name) => !(name in GRAPHQL_OPERATIONS))).toEqual([]);
});

describe.each(OPERATIONS)('%s', (name, { scope, query, namesThings }: GraphQLOperation) => {
  it('is for whom its rule says, and for nobody else', async () => {
    const asked = query(nobodys());
    const byNobody = await server.client().graphql(asked);
    const bad = [await expired.graphql(asked), await revoked.graphql(asked)];
    const refused: AccessTokenScope[] = [];
    for (const [given, client] of withScope) {
      if (
        nothingRefused(await client.graphql(query(scope === 'USAGE_READ' ? things : nobodys()))).length > 0
      ) {
        refused.push(given);
      }
    }

    expect(nothingRefused(byNobody)).toEqual(scope === null ? [] : ['UNAUTHENTICATED']);
    expect(bad.flatMap(codes)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    // A field of a key is reached through the key, which has a scope of its own.
    const isReachedAlone = !name.startsWith('ApiKey.');
    const allowed = ACCESS_TOKEN_SCOPES.filter(
      (given) => isReachedAlone && (scope === null || scope === given),
    );
    expect(refused).toEqual(ACCESS_TOKEN_SCOPES.filter((given) => !allowed.includes(given)));
  });

  if (namesThings) {
    it("answers another account's thing exactly like one that never was, and changes nothing", async () => {
      const before = await allOfAnns();

      const theirs = await bob.graphql(query(things));
      const none = await bob.graphql(query(nobodys()));

      expect(shape(theirs)).toBe(shape(none));
      expect(shape(theirs)).not.toContain('prod-web');
      expect(await allOfAnns()).toEqual(before);
    });
  }
});

const MUTATIONS = OPERATIONS.filter(([name]) => name.startsWith('Mutation.'));

describe.each(MUTATIONS)('%s', (name, { scope, query }) => {
  it('is on record once, with who did it and from where, and no secret', async () => {
    const own = { apiKeyId: await newKey(), accessTokenId: (await newToken(['KEYS_READ'])).id };
    if (name === 'Mutation.endApiKeyOverlap') {
      await ann.graphql(
        `mutation { rotateApiKey(input: { id: "${own.apiKeyId}", overlapSeconds: 60 }) { secret } }`,
      );
    }
    const events = () =>
      server.app.services.db.query(
        `SELECT id, actor_kind AS kind, actor_id IS NOT NULL AS "hasId", actor_name AS actor, address, action,
           subject_id AS subject, detail::text FROM audit_events WHERE account_id = $1 ORDER BY id`,
        [annAccount],
      );
    const before = await events();

    const token = scope === 'member' ? undefined : withScope.get('KEYS_WRITE');
    const answer = await (token ?? ann).graphql(query(own));

    expect(answer.errors).toBeUndefined();
    const added = (await events()).slice(before.length);
    expect(added).toMatchObject([
      {
        kind: token ? 'accessToken' : 'member',
        hasId: true,
        actor: token ? 'ci' : expect.stringMatching(/./),
        address: expect.stringMatching(/127\.0\.0\.1|::1/),
        action: expect.stringMatching(/^(api_key|access_token)\.[a-z_]+$/),
      },
    ]);
    const isNew = name.startsWith('Mutation.create');
    expect(isNew || Object.values(own).includes(added[0].subject)).toBe(true);
    expect(added[0].detail).not.toMatch(/aim_(sk|pat)_/);
  });
});

it('what a key has used can be asked for with both scopes, its own and that of usage', async () => {
  const { secret } = await newToken(['KEYS_READ', 'USAGE_READ']);

  const answer = await server
    .client()
    .withToken(secret)
    .graphql(GRAPHQL_OPERATIONS['ApiKey.usage']?.query(things) ?? '');

  expect(answer.data).toEqual({ apiKey: { usage: { total: { requests: 0 } } } });
});

it("lists of one account have nothing of another's, also behind another's cursor", async () => {
  await newKey();
  const page =
    '{ apiKeys(first: 1) { edges { cursor node { id } } } auditEvents(first: 1) { pageInfo { endCursor } nodes { id } } }';
  const { data: anns } = await ann.graphql(page);

  const { data: bobs, errors } = await bob.graphql(
    `query ($key: String, $event: String) {
       apiKeys(first: 100, after: $key) { nodes { id } totalCount }
       auditEvents(first: 100, after: $event) { nodes { subject detail } }
       accessTokens { id }
     }`,
    { key: anns.apiKeys.edges[0].cursor, event: anns.auditEvents.pageInfo.endCursor },
  );

  expect(errors).toBeUndefined();
  expect([bobs.apiKeys, bobs.accessTokens]).toEqual([{ nodes: [], totalCount: expect.any(Number) }, []]);
  expect(JSON.stringify(bobs)).not.toContain('prod-web');
});

it('no hash, pepper, password or secret can be asked for', () => {
  const schema = buildSchema(readFileSync(path.join(__dirname, '../../schema.graphql'), 'utf8'));
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    'getFields' in type && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );

  expect(fields.filter((field) => /hash|pepper|password|session/i.test(field))).toEqual([]);
  expect(fields.filter((field) => /\.secret$/i.test(field)).sort()).toEqual([
    'CreateAccessTokenPayload.secret',
    'CreateApiKeyPayload.secret',
    'RotateApiKeyPayload.secret',
  ]);
});
