import { readReportBody } from './reportBody';

it.each([
  [{ token: 'aim_sk_x' }, null],
  [{ token: 'aim_sk_x', url: null }, null],
  [{ token: 'aim_sk_x', url: 'https://pastebin.test/1' }, 'https://pastebin.test/1'],
  [
    { token: 'aim_sk_x', url: ' https://pastebin.test/a b\u0000\ud800\u202e ' },
    'https://pastebin.test/a%20b%00%EF%BF%BD%E2%80%AE',
  ],
])('a report %j is read', (body, url) => {
  expect(readReportBody(body, 'aim')).toEqual([{ secret: 'aim_sk_x', source: 'report', url }]);
});

it.each([
  [null, 'body'],
  [[], 'body'],
  ['aim_sk_x', 'body'],
  [{}, 'token'],
  [{ token: '' }, 'token'],
  [{ token: 'x'.repeat(1_001) }, 'token'],
  [{ token: ['aim_sk_x'] }, 'token'],
  [{ token: 'aim_sk_x', url: '' }, 'url'],
  [{ token: 'aim_sk_x', url: 'javascript:alert(1)' }, 'url'],
  [{ token: 'aim_sk_x', url: 'file:///etc/passwd' }, 'url'],
  [{ token: 'aim_sk_x', url: 'https://a:b@pastebin.test' }, 'url'],
  [{ token: 'aim_sk_x', url: `https://pastebin.test/${'a'.repeat(2_000)}` }, 'url'],
  [{ token: 'aim_sk_x', url: `https://pastebin.test/${'\u202e'.repeat(1_000)}` }, 'url'],
  [{ token: 'aim_sk_x', url: 5 }, 'url'],
])('a report %j is refused', (body, field) => {
  expect(() => readReportBody(body, 'aim')).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', details: { field } }),
  );
});
