import { PUBLIC_URL as ORIGIN } from '../accounts/testing/startAccounts';
import { makeSecret } from '../platform/secretFormat';
import { startAsking } from './testing/startAsking';

const VIEWER =
  '{ viewer { user { email } accessToken { name scopes } account { name plan { name isPaid endsAt } timeZone apiKeyLimit } } }';

describe('asking /graphql', () => {
  let server: Awaited<ReturnType<typeof startAsking>>;

  beforeAll(async () => {
    server = await startAsking();
  });
  afterAll(() => server.stop());

  it('tells a signed-in member who they are', async () => {
    const { json, headers } = await server.asAlice(VIEWER);

    expect(json).toEqual({
      data: {
        viewer: {
          user: { email: 'alice@acme.example' },
          accessToken: null,
          account: {
            name: 'Acme',
            plan: { name: 'PAID', isPaid: true, endsAt: null },
            timeZone: 'UTC',
            apiKeyLimit: 50,
          },
        },
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('tells a program which account and which token it uses', async () => {
    const { secret } = await server.tokens.create(server.alice, { name: 'reports', scopes: ['USAGE_READ'] });

    const { json } = await server.asProgram(secret, VIEWER);

    expect(json.data?.viewer).toMatchObject({
      user: null,
      accessToken: { name: 'reports', scopes: ['USAGE_READ'] },
      account: { name: 'Acme' },
    });
  });

  it.each([
    ['nobody', {}],
    ['a session that never was', { cookie: '__Host-keymeter_session=x.y', origin: ORIGIN }],
  ])('tells %s nothing', async (_case, headers) => {
    expect((await server.ask(VIEWER, headers)).json).toEqual({ data: { viewer: null } });
    const refused = await server.ask('{ accessTokens { id } }', headers);
    expect(refused.json.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(refused.json.data).toBeNull();
  });

  it('gives a member a token once, lists it masked, and refuses it at once after it was revoked', async () => {
    const create =
      'mutation M($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { id maskedToken } } }';
    const revoke = 'mutation M($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { id } }';
    const made = (await server.asAlice(create, { input: { name: 'ci', scopes: ['KEYS_READ'] } })).json.data
      ?.createAccessToken;
    if (!made) throw new Error('No token was made.');
    const listed = (await server.asAlice('{ accessTokens { id name maskedToken } }')).json.data?.accessTokens;
    const before = await server.asProgram(made.secret, VIEWER);

    const revoked = await server.asAlice(revoke, { input: { id: made.accessToken.id } });
    const after = await server.asProgram(made.secret, VIEWER);

    expect(listed).toContainEqual({
      id: made.accessToken.id,
      name: 'ci',
      maskedToken: `aim_pat_…${made.secret.slice(-4)}`,
    });
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    expect(before.status).toBe(200);
    expect(revoked.json.data?.revokeAccessToken).toEqual({ id: made.accessToken.id });
    expect([after.status, after.json.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each([
    ['an API key', () => makeSecret('aim_sk_')],
    ['a token that nobody made', () => makeSecret('aim_pat_')],
    ['a token with a typing error', () => `${makeSecret('aim_pat_').slice(0, -1)}!`],
  ])('is refused to %s, and never falls back to anything else', async (_case, secret) => {
    const { status, json } = await server.asProgram(secret(), '{ __typename }');

    expect(status).toBe(401);
    expect(json.data).toBeUndefined();
    expect(json.errors).toHaveLength(1);
  });

  it('is refused with a token beside a session cookie', async () => {
    const { secret } = await server.tokens.create(server.alice, { name: 'both', scopes: ['KEYS_READ'] });

    const { status } = await server.ask(VIEWER, {
      cookie: server.cookie,
      origin: ORIGIN,
      authorization: `Bearer ${secret}`,
    });

    expect(status).toBe(401);
  });

  it('is refused to a token that lacks the scope, or that would manage tokens', async () => {
    const { secret } = await server.tokens.create(server.alice, { name: 'narrow', scopes: ['AUDIT_READ'] });

    const models = await server.asProgram(secret, '{ models { id } }');
    const tokens = await server.asProgram(secret, '{ accessTokens { id } }');

    expect(models.json.errors?.[0]).toMatchObject({
      message: expect.stringContaining('KEYS_READ'),
      extensions: { code: 'FORBIDDEN' },
    });
    expect(tokens.json.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('ends with signing out, at once', async () => {
    const headers = { cookie: await server.signIn(), origin: ORIGIN };
    const before = (await server.ask(VIEWER, headers)).json.data?.viewer;

    const out = await fetch(`${server.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
    });

    expect(before).not.toBeNull();
    expect(out.status).toBe(200);
    expect((await server.ask(VIEWER, headers)).json.data?.viewer).toBeNull();
  });
});
