import { type Ask, CHAT_BODY, CHAT_PATH, type Credentials } from './credentialsWorld';

/** A list is header lines, anything else the whole request. */
export type AskOf = (c: Credentials) => readonly string[] | Ask;
type Row = readonly [name: string, ask: AskOf];
/** Name, what is sent, status, and what `error` of the answer is; null without a body. */
export type Refusal = readonly [name: string, ask: AskOf, status: number, error: unknown];
type HeadersOf = (c: Credentials) => readonly string[];
type SecretOf = (c: Credentials) => string;

export const bearer = (secretOf: SecretOf): HeadersOf => authorization((c) => `Bearer ${secretOf(c)}`);
export const lastChanged = (secret: string) => secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');

function authorization(credentialsOf: SecretOf): HeadersOf {
  return (c) => [`Authorization: ${credentialsOf(c)}`];
}
const apiKey =
  (secretOf: SecretOf): HeadersOf =>
  (c) => [`x-api-key: ${secretOf(c)}`];
const both =
  (...all: readonly HeadersOf[]): HeadersOf =>
  (c) =>
    all.flatMap((headersOf) => headersOf(c));
const get =
  (path: string, headersOf: HeadersOf): AskOf =>
  (c) => ({ method: 'GET', path, headers: headersOf(c) });
const post =
  (path: string, headersOf: HeadersOf): AskOf =>
  (c) => ({ path, headers: headersOf(c) });
const inQuery =
  (name: string, path = CHAT_PATH): AskOf =>
  (c) => ({ path: `${path}?${name}=${c.key}` });
const base64 = (text: string) => Buffer.from(text).toString('base64');
/** The 49 characters after the prefix. */
const bodyOf = (secret: string) => secret.slice(-49);
const key: SecretOf = (c) => c.key;
const token: SecretOf = (c) => c.token;
const cookie: HeadersOf = (c) => [`Cookie: ${c.cookie}`];

const refused = (status: number, code: string, rows: readonly Row[]): Refusal[] =>
  rows.map(([name, ask]) => [
    name,
    ask,
    status,
    { message: expect.any(String), type: 'invalid_request_error', param: null, code },
  ]);

/** Refused without a question to the database. */
export const MALFORMED: readonly Refusal[] = [
  ...refused(401, 'invalid_api_key', [
    ['an access token', bearer(token)],
    ['an access token in x-api-key', apiKey(token)],
    ['an access token, without /v1', post('/chat/completions', bearer(token))],
    ['an access token for the models', get('/v1/models', bearer(token))],
    ['a revoked access token', bearer((c) => c.revokedToken)],
    ['an expired access token', bearer((c) => c.expiredToken)],
    ["a session cookie's value", bearer((c) => c.cookie.split('=')[1] ?? '')],
    ["a key's characters after an access token's prefix", bearer((c) => `aim_pat_${bodyOf(c.key)}`)],
    ["another brand's prefix", bearer((c) => `acme_sk_${bodyOf(c.key)}`)],
    ["another type's prefix", bearer((c) => `aim_rk_${bodyOf(c.key)}`)],
    ['the prefix in capitals', bearer((c) => `AIM_SK_${bodyOf(c.key)}`)],
    ['the prefix with hyphens', bearer((c) => `aim-sk-${bodyOf(c.key)}`)],
    ['the prefix of other providers', bearer((c) => `sk-${bodyOf(c.key)}`)],
    ['the prefix twice', bearer((c) => `aim_sk_${c.key}`)],
    ['both prefixes', bearer((c) => `aim_pat_${c.key}`)],
    ['no prefix', bearer((c) => bodyOf(c.key))],
    ['the prefix alone', bearer(() => 'aim_sk_')],
    ['a wrong checksum', bearer((c) => lastChanged(c.key))],
    ['one wrong character', bearer((c) => c.key.replace(/(?<=^.{20})./, (x) => (x === 'a' ? 'b' : 'a')))],
    ['small letters only', bearer((c) => c.key.toLowerCase())],
    ['one character too few', bearer((c) => c.key.slice(0, -1))],
    ['one character too many', bearer((c) => `${c.key}0`)],
    ['the key as lists show it', bearer((c) => `aim_sk_…${c.key.slice(-4)}`)],
    ['the key in base64', bearer((c) => base64(c.key))],
    ['the key in hexadecimal', bearer((c) => Buffer.from(c.key).toString('hex'))],
    ['the key in quotes', bearer((c) => `"${c.key}"`)],
    ['the key in angle brackets', bearer((c) => `<${c.key}>`)],
    ['the key percent-encoded', bearer((c) => c.key.replaceAll('_', '%5F'))],
    ['a Cyrillic letter in the key', bearer((c) => c.key.replace('a', 'а'))],
    ['full-width letters in the key', bearer((c) => c.key.replace('aim', 'ａｉｍ'))],
    ['a zero-width space in the key', bearer((c) => c.key.replace('_', '_\u200b'))],
    ['a zero-width space after the key', bearer((c) => `${c.key}\u200b`)],
    ['a no-break space after the key', bearer((c) => `${c.key}\u00a0`)],
    ['a byte order mark before the key', bearer((c) => `\ufeff${c.key}`)],
    ['a space in the key', bearer((c) => c.key.replace('_', '_ '))],
    ['a comma after the key', bearer((c) => `${c.key},`)],
    ['two keys in one header', bearer((c) => `${c.key}, ${c.otherKey}`)],
    ['two credentials in one header', bearer((c) => `${c.key}, Bearer ${c.key}`)],
    ['the word Bearer twice', bearer((c) => `Bearer ${c.key}`)],
    ['the word Bearer in x-api-key', apiKey((c) => `Bearer ${c.key}`)],
    ['the text null', bearer(() => 'null')],
    ['a name where the key belongs', bearer(() => 'YOUR_API_KEY')],
  ]),
  ...refused(401, 'missing_api_key', [
    ['no credential at all', () => []],
    ['the word Bearer alone', authorization(() => 'Bearer')],
    ['Bearer and spaces', authorization(() => 'Bearer    ')],
    ['an empty header', authorization(() => '')],
    ['no scheme', authorization(key)],
    ['Basic, the key as the name', authorization((c) => `Basic ${base64(`${c.key}:`)}`)],
    ['Basic, the key as the password', authorization((c) => `Basic ${base64(`:${c.key}`)}`)],
    ['the scheme Token', authorization((c) => `Token ${c.key}`)],
    ['a colon after the scheme', authorization((c) => `Bearer: ${c.key}`)],
    ['no space after the scheme', authorization((c) => `Bearer${c.key}`)],
    ['a session cookie', cookie],
    ['a session cookie for the models', get('/v1/models', cookie)],
    ['the key in a cookie', (c) => [`Cookie: api_key=${c.key}; authorization=Bearer ${c.key}`]],
    ['the key in api-key', (c) => [`api-key: ${c.key}`]],
    ['the key in Proxy-Authorization', (c) => [`Proxy-Authorization: Bearer ${c.key}`]],
    ['the key in x-goog-api-key', (c) => [`x-goog-api-key: ${c.key}`]],
    ['the key in the JSON', (c) => ({ body: JSON.stringify({ ...JSON.parse(CHAT_BODY), api_key: c.key }) })],
    ['the key in ?api_key', inQuery('api_key')],
    ['the key in ?key', inQuery('key')],
    ['the key in ?access_token', inQuery('access_token')],
    ['the key in ?token', inQuery('token')],
    ['the key in ?authorization', inQuery('authorization')],
    ['the key in ?api_key, without /v1', inQuery('api_key', '/chat/completions')],
    ['the key in ?api_key of the models', (c) => ({ method: 'GET', path: `/v1/models?api_key=${c.key}` })],
  ]),
  ...refused(400, 'invalid_request', [
    [
      'two Authorization headers',
      both(
        bearer(key),
        bearer((c) => c.otherKey),
      ),
    ],
    ['one Authorization header twice', both(bearer(key), bearer(key))],
    [
      'two x-api-key headers',
      both(
        apiKey(key),
        apiKey((c) => c.otherKey),
      ),
    ],
    [
      'two keys, one in each header',
      both(
        bearer(key),
        apiKey((c) => c.otherKey),
      ),
    ],
    ['a token beside the key', both(bearer(token), apiKey(key))],
    [
      'a revoked key beside the key',
      both(
        bearer((c) => c.revokedKey),
        apiKey(key),
      ),
    ],
  ]),
];

/** Well formed, and no key in force: the database says so. */
export const NOT_IN_FORCE: readonly Refusal[] = [
  ...refused(401, 'invalid_api_key', [
    ['an unknown key', bearer((c) => c.unknownKey)],
    ['an unknown key in x-api-key', apiKey((c) => c.unknownKey)],
    [
      'an unknown key, without /v1',
      post(
        '/chat/completions',
        bearer((c) => c.unknownKey),
      ),
    ],
    [
      'an unknown key for the models',
      get(
        '/v1/models',
        bearer((c) => c.unknownKey),
      ),
    ],
    ["an access token's characters after a key's prefix", bearer((c) => `aim_sk_${bodyOf(c.token)}`)],
    ['a revoked key', bearer((c) => c.revokedKey)],
    [
      'a revoked key for one model',
      get(
        '/v1/models/demo/quick',
        bearer((c) => c.revokedKey),
      ),
    ],
    ['the former secret of a rotated key', bearer((c) => c.rotatedAway)],
  ]),
  ...refused(401, 'api_key_expired', [['an expired key', bearer((c) => c.expiredKey)]]),
];

const withKey =
  (method: string, path: string): AskOf =>
  (c) => ({ method, path, headers: bearer(key)(c) });
const METHODS = ['GET', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'];
const notFound = { code: 'NOT_FOUND', message: expect.any(String), requestId: expect.any(String) };

/** A good key where nothing is: it is neither used nor echoed. */
export const ELSEWHERE: readonly Refusal[] = [
  ...refused(404, 'unknown_url', [
    ...METHODS.map((method): Row => [`${method} with a good key`, withKey(method, CHAT_PATH)]),
    ...METHODS.map((method): Row => [`${method}, without /v1`, withKey(method, '/chat/completions')]),
    ...[
      '//v1/chat/completions',
      '/v1//chat/completions',
      '/v1/chat//completions',
      '/v1/chat/completions/',
      '/v1/chat%2Fcompletions',
      '/v1/chat/completions%00',
      '/v1/chat/completions%20',
      '/v1/chat/completions;a=b',
      '/v1/chat/../chat/completions',
      '/v1/Chat/Completions',
    ].map((path): Row => [`a good key at ${path}`, withKey('POST', path)]),
    ['a good key in the path', (c) => ({ path: `/v1/${c.key}/chat/completions` })],
  ]),
  ['HEAD with a good key', withKey('HEAD', CHAT_PATH), 404, null],
  ['HEAD with a good key, without /v1', withKey('HEAD', '/chat/completions'), 404, null],
  ...['/v1%2Fchat/completions', '/V1/chat/completions', '/%'].map(
    (path): Refusal => [`a good key at ${path}`, withKey('POST', path), 404, notFound],
  ),
];

/** What HTTP itself refuses, before there is a request. */
export const NO_HTTP: readonly Refusal[] = [
  ...refused(400, 'invalid_request', [
    ['a NUL after the key', bearer((c) => `${c.key}\0`)],
    ['a line feed after the key', bearer((c) => `${c.key}\nx-api-key: ${c.key}`)],
    ['a carriage return after the key', bearer((c) => `${c.key}\rx`)],
    ['a folded header', (c) => ['Authorization: Bearer', ` ${c.key}`]],
    ['a space before the colon', (c) => [`Authorization : Bearer ${c.key}`]],
  ]),
  ...refused(431, 'headers_too_large', [['a header of 17 KB', bearer((c) => c.key + 'x'.repeat(17_000))]]),
];

/** A key in force, in all the ways that it may come. */
export const ACCEPTED: readonly Row[] = [
  ['in Authorization', bearer(key)],
  ['in x-api-key', apiKey(key)],
  ['in both, when they are equal', both(bearer(key), apiKey(key))],
  ['with the scheme in small letters', authorization((c) => `bearer ${c.key}`)],
  ['with the scheme in capitals', authorization((c) => `BEARER ${c.key}`)],
  ['with spaces around it', authorization((c) => `Bearer   ${c.key}  `)],
  ['with a tab after it', bearer((c) => `${c.key}\t`)],
  ['beside a session cookie, which means nothing here', both(bearer(key), cookie)],
  ['without /v1', post('/chat/completions', bearer(key))],
];
