import { secretsIn } from './secretsIn';

const KEY = `aim_sk_${'a1B'.repeat(16)}Z`;
const TOKEN = `aim_pat_${'9zY'.repeat(16)}0`;

it.each([
  ['alone', KEY, [KEY]],
  ['with the end of its line', `${KEY}\r\n`, [KEY]],
  ['in quotes', `"${KEY}"`, [KEY]],
  ['in a header', `Authorization: Bearer ${KEY}`, [KEY]],
  ['in a file of settings', `OPENAI_API_KEY=${KEY}\nKEYMETER_TOKEN=${TOKEN}\nOLD=${KEY}`, [KEY, TOKEN]],
  ['with something invisible behind it', `${KEY}\u200b`, [KEY]],
  ['in an address', `https://x.test/?h=Bearer%20${KEY}&t=%22${TOKEN}%22%0A`, [KEY, TOKEN]],
  ['in a text within a text', String.raw`{"log": "key:\n${KEY}\n\u0022${TOKEN}\u0022"}`, [KEY, TOKEN]],
  ['behind a word', `key${KEY}`, [KEY]],
])('finds a secret %s', (_how, text, secrets) => {
  expect(secretsIn(text, 'aim')).toEqual(secrets);
});

it.each(['', 'nothing', KEY.replace('aim', 'other'), KEY.slice(0, -1), `${KEY}x`, KEY.toUpperCase()])(
  'takes as it is what holds none: %j',
  (text) => {
    expect(secretsIn(text, 'aim')).toEqual([text]);
  },
);
