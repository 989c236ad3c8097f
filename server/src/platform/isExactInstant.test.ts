import { isExactInstant } from './isExactInstant';

describe('an instant of a cursor', () => {
  it.each(['2026-01-31T23:59:59.123456Z', '2024-02-29T00:00:00.000000Z', '9999-12-31T23:59:59.999999Z'])(
    'is one: %s',
    (text) => {
      expect(isExactInstant(text)).toBe(true);
    },
  );

  it.each([
    '2020',
    'Jan 1 2020 (x)',
    '+275760-09-13T00:00:00.000000Z',
    '9999-99-99T99:99:99.000000Z',
    '2026-02-30T00:00:00.000000Z',
    '2026-01-01T....Z',
    '2026-01-01T00:00:00Z',
  ])('is none: %s', (text) => {
    expect(isExactInstant(text)).toBe(false);
  });
});
