import { isForeignOrigin, isForeignPage } from './foreignOrigin';

describe('a request with a session cookie', () => {
  it.each([
    ['from our own page', { origin: 'https://keys.example.com' }, false],
    ['from our own page by a browser that leaves Origin out', { 'sec-fetch-site': 'same-origin' }, false],
    ['from the address bar', { 'sec-fetch-site': 'none' }, false],
    ['from another site', { origin: 'https://evil.example' }, true],
    ['from another port', { origin: 'https://keys.example.com:8443' }, true],
    ['from another scheme', { origin: 'http://keys.example.com' }, true],
    ['from a subdomain', { origin: 'https://a.keys.example.com' }, true],
    ['from an opaque origin', { origin: 'null' }, true],
    ['from an empty origin', { origin: '' }, true],
    [
      'from another origin that claims our site',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['from the same site', { 'sec-fetch-site': 'same-site' }, true],
    ['from elsewhere, without Origin', { 'sec-fetch-site': 'cross-site' }, true],
    ['without a word where from', {}, true],
  ])('%s is foreign: %p %p', (_case, headers, expected) => {
    expect(isForeignOrigin(headers, 'https://keys.example.com')).toBe(expected);
    const saysNothing = Object.keys(headers).length === 0;
    expect(isForeignPage(headers, 'https://keys.example.com')).toBe(expected && !saysNothing);
  });
});
