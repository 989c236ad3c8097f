import { safeInteger } from './safeInteger';

describe('whole numbers from the database', () => {
  it.each([
    ['0', 0],
    ['-5', -5],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('%s is given exactly', (text, number) => {
    expect(safeInteger(text)).toBe(number);
  });

  it.each(['9007199254740992', '1000000000000000000', '1.5', 'x'])(
    '%s is refused rather than rounded',
    (text) => {
      expect(() => safeInteger(text)).toThrow(RangeError);
    },
  );
});
