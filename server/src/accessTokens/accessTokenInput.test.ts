import { readExpiry, readScopes } from './accessTokenInput';

const NOW = new Date('2026-11-23T08:00:00Z');

describe('what a new access token asks for', () => {
  it('is kept once each, in one order', () => {
    expect(readScopes(['USAGE_READ', 'KEYS_READ', 'USAGE_READ'])).toEqual(['KEYS_READ', 'USAGE_READ']);
  });

  it('is refused when it may do nothing', () => {
    expect(() => readScopes([])).toThrow('Choose at least one');
  });

  it.each([
    ['never', null, null],
    ['nothing said', undefined, null],
    ['a moment to come', new Date('2026-11-23T08:00:00.001Z'), new Date('2026-11-23T08:00:00.001Z')],
  ])('may end %s', (_case, given, expected) => {
    expect(readExpiry(given, NOW)).toEqual(expected);
  });

  it.each([
    ['now', NOW],
    ['in the past', new Date('2020-01-01T00:00:00Z')],
    ['at no time', new Date(Number.NaN)],
    ['after the year 9999', new Date('+010000-01-01T00:00:00Z')],
  ])('may not end %s', (_case, given) => {
    expect(() => readExpiry(given, NOW)).toThrow('Choose a date');
  });
});
