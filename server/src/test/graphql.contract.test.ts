import type { Client } from './client';
import { countStatements } from './countStatements';
import { startServer, type TestServer } from './startServer';

let server: TestServer;
let ann: Client;
let bob: Client;
let annAccount: string;
const PASSWORD = 'correct horse battery';

beforeAll(async () => {
  server = await startServer();
  const { accounts } = server.app.services;
  const paid = (email: string) =>
    accounts.createAccount({ name: 'Acme', plan: 'PAID', email, password: PASSWORD });
  annAccount = (await paid('ann@example.com')).accountId;
  await paid('bob@example.com');
  [ann, bob] = [server.client(), server.client()];
  await ann.signIn('ann@example.com', PASSWORD);
  await bob.signIn('bob@example.com', PASSWORD);
});
afterAll(() => server.stop());

const codes = (answer: { errors?: readonly { extensions: { code: string } }[] }): string[] =>
  (answer.errors ?? []).map(({ extensions }) => extensions.code);

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id version } } }`;
const createKey = async (client: Client, input: object = {}) =>
  (await client.graphql(CREATE, { input: { name: 'k', modelIds: ['demo/quick'], ...input } })).data
    .createApiKey.apiKey;

async function token(scopes: string[]): Promise<Client> {
  const answer = await ann.graphql(
    `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }`,
    { input: { name: 'ci', scopes } },
  );
  return server.client().withToken(answer.data.createAccessToken.secret);
}

const RANGE = 'input: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }';

describe('who asks', () => {
  it('is nobody without a session or a token', async () => {
    const nobody = server.client();

    expect((await nobody.graphql('{ viewer { account { id } } }')).data).toEqual({ viewer: null });
  });

  it('is a token in the name of its account', async () => {
    const program = await token(['KEYS_READ', 'USAGE_READ']);

    const { viewer } = (
      await program.graphql('{ viewer { user { id } accessToken { name scopes } account { id } } }')
    ).data;

    expect(viewer).toEqual({
      user: null,
      accessToken: { name: 'ci', scopes: ['KEYS_READ', 'USAGE_READ'] },
      account: { id: annAccount },
    });
  });

  it('needs to be let read usage to order keys by it', async () => {
    const byTokens =
      '{ apiKeys(orderBy: { field: TOKENS_30_DAYS, direction: DESC }) { nodes { id } pageInfo { endCursor } } }';
    await createKey(ann);

    const refused = await (await token(['KEYS_READ'])).graphql(byTokens);
    const told = await (await token(['KEYS_READ', 'USAGE_READ'])).graphql(byTokens);

    expect(codes(refused)).toEqual(['FORBIDDEN']);
    expect(told.errors).toBeUndefined();
    expect(told.data.apiKeys.nodes.length).toBeGreaterThan(0);
  });

  it('cannot be an API key', async () => {
    const { secret } = (await ann.graphql(CREATE, { input: { name: 'k', allModels: true } })).data
      .createApiKey;

    const answer = await server.client().withToken(secret).graphql('{ viewer { account { id } } }');

    expect([answer.status, codes(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('is nobody any more after signing out, at once', async () => {
    const member = server.client();
    await member.signIn('ann@example.com', PASSWORD);
    const cookie = member.cookies;
    await member.signOut();

    const answer = await server.client().graphql('{ viewer { account { id } } }', {}, { cookie });

    expect(answer.data).toEqual({ viewer: null });
  });
});

describe('a refusal', () => {
  it.each([
    ['an empty name', { name: ' ' }, 'INVALID_INPUT', 'name'],
    ['no model', { modelIds: [] }, 'INVALID_INPUT', 'modelIds'],
    ['a model that is not there', { modelIds: ['demo/none'] }, 'MODEL_NOT_AVAILABLE', 'modelIds'],
    ['a date in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'INVALID_INPUT', 'expiresAt'],
  ])('of %s names its code, the field and the request', async (_case, input, code, field) => {
    const answer = await ann.graphql(CREATE, { input: { name: 'k', modelIds: ['demo/quick'], ...input } });

    expect(answer.errors).toMatchObject([
      { extensions: { code, field, requestId: answer.headers.get('x-request-id') } },
    ]);
  });

  it('of a second editor is a conflict', async () => {
    const { id, version } = await createKey(ann);
    const update = (name: string) =>
      ann.graphql(
        `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey { name version } } }`,
        {
          input: { id, version, name },
        },
      );

    expect((await update('first')).data.updateApiKey.apiKey).toEqual({ name: 'first', version: version + 1 });
    expect(codes(await update('second'))).toEqual(['CONFLICT']);
  });

  it('of something unforeseen tells nothing but the request', async () => {
    const spy = jest
      .spyOn(server.app.services.models, 'listAvailable')
      .mockRejectedValueOnce(new Error('secret detail'));

    const answer = await ann.graphql('{ models { id } }');
    spy.mockRestore();

    expect(answer.errors).toMatchObject([
      { message: 'Something went wrong.', extensions: { code: 'INTERNAL' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });
});

describe('the models of a key', () => {
  const read = async (input: object, models: string) => {
    const { id } = await createKey(ann, input);
    const query = `query ($id: ID!) { apiKey(id: $id) { modelCount ${models} } }`;
    return ann.graphql(query, { id });
  };

  it('are counted, and the first of them are told alone, in the order of all', async () => {
    const modelIds = ['demo/quick', 'demo-lab/poet'];

    const { data } = await read(
      { modelIds: [...modelIds].reverse() },
      'models { id } few: models(first: 1) { id }',
    );

    expect(data.apiKey).toEqual({
      modelCount: 2,
      models: modelIds.map((id) => ({ id })),
      few: [{ id: 'demo/quick' }],
    });
  });

  it('are the catalogue for a key that may call all', async () => {
    const catalogue = (await ann.graphql('{ models { id } }')).data.models;

    const { data } = await read({ allModels: true, modelIds: undefined }, 'models(first: 100) { id }');

    expect(data.apiKey).toEqual({ modelCount: catalogue.length, models: catalogue });
  });

  it.each([0, -1, 101])('are not told by a first of %d', async (first) => {
    const { errors } = await read({}, `models(first: ${first}) { id }`);

    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: 'first' } }]);
  });
});

/** On a busy machine a job or a new connection may come in between; one statement for each row would be many more. */
const OF_ITSELF = 5;

describe('the number of statements', () => {
  it('does not grow with the keys of a list, whatever is asked of each', async () => {
    const query = `{ apiKeys(first: 100) { totalCount nodes {
      id name maskedKey status lastUsedAt modelCount models(first: 2) { id name } createdBy { name }
      usage(${RANGE}) { total { totalTokens } rows { model { id } } } } } }`;
    const carol = server.client();
    await server.app.services.accounts.createAccount({
      name: 'Carol',
      plan: 'PAID',
      email: 'carol@example.com',
      password: PASSWORD,
    });
    await carol.signIn('carol@example.com', PASSWORD);
    const measure = () =>
      countStatements(async () => {
        const answer = await carol.graphql(query);
        expect(answer.errors).toBeUndefined();
      });

    await createKey(carol);
    await createKey(carol, { allModels: true, modelIds: undefined });
    const withTwo = await measure();
    for (let i = 0; i < 15; i += 1) {
      await createKey(carol, { modelIds: ['demo/quick', 'demo-lab/poet'] });
      await createKey(carol, { allModels: true, modelIds: undefined });
    }
    const withMany = await measure();

    expect(withMany.length).toBeLessThan(withTwo.length + OF_ITSELF);
    expect(withTwo.length).toBeLessThanOrEqual(12);
  });

  it('does not grow with the rows of a usage answer', async () => {
    const query = `{ usage(input: { from: "2026-01-01T00:00:00Z", to: "2026-12-31T00:00:00Z", granularity: DAY }) {
      rows { bucketStart model { id name } apiKey { id name } usage { totalTokens } } total { totalTokens } } }`;
    const dan = server.client();
    const { accountId } = await server.app.services.accounts.createAccount({
      name: 'Dan',
      plan: 'PAID',
      email: 'dan@example.com',
      password: PASSWORD,
    });
    await dan.signIn('dan@example.com', PASSWORD);
    const insert = (days: number) =>
      server.app.services.db.query(
        `INSERT INTO usage_slots
         SELECT $1, timestamptz '2026-02-01Z' + make_interval(days => day), k.id, m.number, 1, 2, 3, 0, 0, 0, 0, 0
         FROM generate_series(0, $2::integer - 1) day, api_keys k, models m
         WHERE k.account_id = $1 AND m.kind = 'CHAT'
         ON CONFLICT DO NOTHING`,
        [accountId, days],
      );
    const measure = async () => {
      let rows = 0;
      const statements = await countStatements(async () => {
        rows = (await dan.graphql(query)).data.usage.rows.length;
      });
      return { rows, statements: statements.length };
    };

    await createKey(dan);
    await insert(1);
    const few = await measure();
    for (let i = 0; i < 5; i += 1) await createKey(dan);
    await insert(20);
    const many = await measure();

    const models = (await dan.graphql('{ models(filter: { kind: CHAT }) { id } }')).data.models.length;
    expect([few.rows, many.rows]).toEqual([models, 120 * models]);
    expect(many.statements).toBeLessThan(few.statements + OF_ITSELF);
  });
});
