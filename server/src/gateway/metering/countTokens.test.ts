import fc from 'fast-check';
import { countTokens, MAX_COUNTED_BYTES, preloadTokenizer, withoutLongRuns } from './countTokens';

beforeAll(preloadTokenizer);

describe('counting tokens', () => {
  it.each([
    ['', 0],
    ['hello world', 2],
    ['Tôi muốn biết thêm về mô hình', 8],
    ['😀', 1],
    ['const x = { a: 1, b: [2, 3] };\n\n', 18],
  ])('is exact for "%s"', async (text, tokens) => {
    expect(await countTokens(text)).toBe(tokens);
  });

  it('takes the name of a special token for a text', async () => {
    expect(await countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it.each([
    ['one letter', 'a'.repeat(MAX_COUNTED_BYTES)],
    ['blanks', ' '.repeat(MAX_COUNTED_BYTES)],
    ['signs', '!'.repeat(MAX_COUNTED_BYTES)],
    ['emoji', '😀'.repeat(MAX_COUNTED_BYTES / 4)],
    ['Chinese', '漢'.repeat(Math.floor(MAX_COUNTED_BYTES / 3))],
    ['emoji and signs in turn', '😀!'.repeat(MAX_COUNTED_BYTES / 5)],
    ['letters with and without accents in turn', 'eé'.repeat(Math.floor(MAX_COUNTED_BYTES / 3))],
  ])('takes well under a second for a quarter of a megabyte of %s', async (_what, text) => {
    const start = performance.now();

    const tokens = await countTokens(text);

    expect(performance.now() - start).toBeLessThan(1_000);
    expect(tokens).toBeGreaterThan(0);
    expect(tokens).toBeLessThanOrEqual(MAX_COUNTED_BYTES);
  });

  it('divides the bytes by four beyond that', async () => {
    expect(await countTokens('é'.repeat(MAX_COUNTED_BYTES / 2 + 2))).toBe(MAX_COUNTED_BYTES / 4 + 1);
  });

  it('cuts no ordinary text, and loses no character of any', () => {
    const prose = 'The quick brown fox jumps over the lazy dog, 12,345 times. '.repeat(100);
    expect(withoutLongRuns(prose)).toEqual([prose]);
    const unit = fc.constantFrom('a', '!', ' ', '7', 'é', '😀', '漢', 'a'.repeat(100), '😀'.repeat(90));

    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const pieces = withoutLongRuns(units.join(''));

        expect(pieces.join('')).toBe(units.join(''));
        expect(pieces.filter((piece) => /\p{Surrogate}/u.test(piece))).toEqual([]);
      }),
    );
  });
});
