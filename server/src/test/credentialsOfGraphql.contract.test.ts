import { type Ask, type Credentials, secretsIn, startCredentialsWorld } from './credentialsWorld';
import { PUBLIC_URL } from './startServer';

/** Which credentials GraphQL takes. One that is refused never becomes the session that came along with it. */
let world: Awaited<ReturnType<typeof startCredentialsWorld>>;

beforeAll(async () => {
  world = await startCredentialsWorld();
}, 60_000);
afterAll(() => world.stop());

type HeadersOf = (c: Credentials) => readonly string[];
type Case = [name: string, headersOf: HeadersOf];

const VIEWER = '{ viewer { account { name } } }';
const bearer =
  (secretOf: (c: Credentials) => string): HeadersOf =>
  (c) => [`Authorization: Bearer ${secretOf(c)}`];
const bodyOf = (secret: string) => secret.slice(-49);

const REFUSED: Case[] = [
  ['an API key', bearer((c) => c.key)],
  ['a revoked API key', bearer((c) => c.revokedKey)],
  ['an API key in x-api-key', (c) => [`x-api-key: ${c.key}`]],
  ['an access token in x-api-key', (c) => [`x-api-key: ${c.token}`]],
  ['an empty x-api-key', () => ['x-api-key:']],
  ['an API key beside an access token', (c) => [...bearer((d) => d.token)(c), `x-api-key: ${c.key}`]],
  ['an unknown access token', bearer((c) => c.unknownToken)],
  ['a revoked access token', bearer((c) => c.revokedToken)],
  ['an expired access token', bearer((c) => c.expiredToken)],
  ["an access token's characters after a key's prefix", bearer((c) => `aim_sk_${bodyOf(c.token)}`)],
  ["a key's characters after a token's prefix", bearer((c) => `aim_pat_${bodyOf(c.key)}`)],
  ["another brand's prefix", bearer((c) => `acme_pat_${bodyOf(c.token)}`)],
  ['a wrong checksum', bearer((c) => c.token.slice(0, -1) + (c.token.endsWith('0') ? '1' : '0'))],
  ['one character too many', bearer((c) => `${c.token}0`)],
  ['a Cyrillic letter', bearer((c) => c.token.replace('a', 'а'))],
  ['a zero-width space after the token', bearer((c) => `${c.token}\u200b`)],
  ['the token in quotes', bearer((c) => `"${c.token}"`)],
  ['the token in base64', bearer((c) => Buffer.from(c.token).toString('base64'))],
  ['two tokens in one header', bearer((c) => `${c.token}, ${c.token}`)],
  ['the word Bearer twice', bearer((c) => `Bearer ${c.token}`)],
  ['the word Bearer alone', () => ['Authorization: Bearer']],
  ['an empty Authorization header', () => ['Authorization:']],
  ['no scheme', (c) => [`Authorization: ${c.token}`]],
  ['the scheme Basic', (c) => [`Authorization: Basic ${Buffer.from(`${c.token}:`).toString('base64')}`]],
  ['the scheme Token', (c) => [`Authorization: Token ${c.token}`]],
  ["a session's value as a token", bearer((c) => c.cookie.split('=')[1] ?? '')],
];

function post(headers: readonly string[]): Ask {
  return {
    path: '/graphql',
    headers: [...headers, `Origin: ${PUBLIC_URL}`],
    body: JSON.stringify({ query: VIEWER }),
  };
}

async function ask(question: Ask) {
  const { status, body, text } = await world.ask(question);
  expect(secretsIn(text, world.credentials)).toEqual([]);
  return { status, ...JSON.parse(body) };
}

const UNAUTHENTICATED = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

describe('GraphQL refuses', () => {
  it.each(REFUSED)('%s, with a session beside it or without one', async (_name, headersOf) => {
    const headers = headersOf(world.credentials);

    const alone = await ask(post(headers));
    const besideSession = await ask(post([...headers, `Cookie: ${world.credentials.cookie}`]));

    expect(alone).toMatchObject(UNAUTHENTICATED);
    expect(alone.data).toBeUndefined();
    expect(besideSession).toMatchObject(UNAUTHENTICATED);
    expect(besideSession.data).toBeUndefined();
  });

  it('a good access token beside a session', async () => {
    const { cookie, token } = world.credentials;
    const answer = await ask(post([`Authorization: Bearer ${token}`, `Cookie: ${cookie}`]));
    expect(answer).toMatchObject(UNAUTHENTICATED);
    expect(answer.data).toBeUndefined();
  });

  it.each<Case>([
    ['two Authorization headers', (c) => [...bearer((d) => d.token)(c), ...bearer((d) => d.token)(c)]],
    ['two x-api-key headers', (c) => [`x-api-key: ${c.key}`, `x-api-key: ${c.key}`]],
  ])('%s, as no request at all', async (_name, headersOf) => {
    const answer = await ask(post(headersOf(world.credentials)));
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    expect(answer.data).toBeUndefined();
  });
});

describe('GraphQL knows nobody', () => {
  it.each<[string, (c: Credentials) => Ask]>([
    ['without a credential', () => post([])],
    ['by a token in ?access_token', ({ token }) => ({ ...post([]), path: `/graphql?access_token=${token}` })],
    ['by a key in ?api_key', ({ key }) => ({ ...post([]), path: `/graphql?api_key=${key}` })],
    [
      'by a token in a cookie',
      ({ token }) => post([`Cookie: access_token=${token}; authorization=Bearer ${token}`]),
    ],
    [
      'by a token in the JSON',
      ({ token }) => ({ ...post([]), body: JSON.stringify({ query: VIEWER, token }) }),
    ],
    [
      'by a session whose signature was changed',
      ({ cookie }) => post([`Cookie: ${cookie.slice(0, -8)}AAAAAAAA`]),
    ],
  ])('%s', async (_name, askOf) => {
    expect((await ask(askOf(world.credentials))).data).toEqual({ viewer: null });
  });
});

describe('GraphQL knows', () => {
  it.each<Case>([
    ['an access token in force', bearer((c) => c.token)],
    ['an access token after a scheme in small letters', (c) => [`Authorization: bearer ${c.token}`]],
    ['a session', (c) => [`Cookie: ${c.cookie}`]],
  ])('%s', async (_name, headersOf) => {
    const answer = await ask(post(headersOf(world.credentials)));
    expect(answer).toEqual({ status: 200, data: { viewer: { account: { name: 'Acme' } } } });
  });
});
