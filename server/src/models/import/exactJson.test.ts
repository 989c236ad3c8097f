import { ExactNumber, parseExactJson, shiftDecimal } from './exactJson';

describe('JSON with exact numbers', () => {
  it('keeps every digit of a number, wherever it stands', () => {
    expect(
      parseExactJson('{"a": [1.5e-07, -2, {"b": 12345678901234567890.10}], "c": true, "d": null}'),
    ).toEqual({
      a: [
        new ExactNumber('1.5e-07'),
        new ExactNumber('-2'),
        { b: new ExactNumber('12345678901234567890.10') },
      ],
      c: true,
      d: null,
    });
  });

  it('leaves texts alone, also those that hold numbers, quotes and the mark of a number', () => {
    const texts = { '12': 'a 1.5 b', quote: 'say "7"', back: 'c:\\9', mark: '\u0001nine' };

    expect(parseExactJson(JSON.stringify(texts))).toEqual(texts);
  });

  it.each(['{', '{"a": 01x}', '[1,]', 'nonsense', '{"a": 1.}', '"\u0001'])('refuses %s', (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  });
});

describe('a price for a million tokens', () => {
  it.each([
    ['1.5e-07', 6, '0.15'],
    ['0.00000015', 6, '0.15'],
    ['3e-06', 6, '3'],
    ['2.5E-6', 6, '2.5'],
    ['0.0', 6, '0'],
    ['0', 0, '0'],
    ['1.10', 0, '1.1'],
    ['1e-12', 6, '0.000001'],
    ['1.23456789012345678e-07', 6, '0.123456789012345678'],
    ['12', 6, '12000000'],
    ['1e3', 0, '1000'],
    ['-1', 0, null],
    ['1e999', 0, null],
    ['1e-40', 0, null],
  ])('%s, moved by %d places, is %s', (text, places, expected) => {
    expect(shiftDecimal(new ExactNumber(text), places)).toBe(expected);
  });
});
