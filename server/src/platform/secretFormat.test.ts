import fc from 'fast-check';
import { checksumOf, isWellFormedSecret, makeSecret } from './secretFormat';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('the form of a secret', () => {
  it("computes the checksum as GitHub's tokens do, over the random part alone", () => {
    expect(checksumOf('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17');
  });

  it('is the prefix, 43 random characters and 6 of checksum', () => {
    const secret = makeSecret('aim_sk_');

    expect(secret).toMatch(/^aim_sk_[0-9A-Za-z]{49}$/);
    expect(isWellFormedSecret(secret, 'aim_sk_')).toBe(true);
  });

  it('draws every character equally often and never the same secret twice', () => {
    const counts = new Map<string, number>();
    const seen = new Set<string>();
    const secrets = 20_000;

    for (let i = 0; i < secrets; i += 1) {
      const random = makeSecret('').slice(0, 43);
      seen.add(random);
      for (const character of random) counts.set(character, (counts.get(character) ?? 0) + 1);
    }

    const expected = (secrets * 43) / 62;
    const chiSquare = [...ALPHABET].reduce(
      (sum, c) => sum + ((counts.get(c) ?? 0) - expected) ** 2 / expected,
      0,
    );
    expect(seen.size).toBe(secrets);
    // 61 degrees of freedom: a uniform source passes 125 once in a million runs.
    expect(chiSquare).toBeLessThan(125);
  });

  it('throws away the bytes that would make some characters likelier', () => {
    const bytes = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i % 2 === 0 ? 255 : 61));

    expect(makeSecret('', bytes).slice(0, 43)).toBe('z'.repeat(43));
  });

  it('notices every change of a single character', () => {
    const secret = makeSecret('aim_sk_');
    const oneEdit = fc
      .tuple(fc.integer({ min: 7, max: secret.length - 1 }), fc.constantFrom(...ALPHABET))
      .filter(([at, character]) => secret[at] !== character);

    const isNoticed = fc.property(oneEdit, ([at, character]) => {
      const edited = secret.slice(0, at) + character + secret.slice(at + 1);
      return !isWellFormedSecret(edited, 'aim_sk_');
    });

    expect(fc.check(isNoticed, { numRuns: 2000 }).failed).toBe(false);
  });

  it.each([
    ['another type', (s: string) => s.replace('aim_sk_', 'aim_pat_')],
    ['another brand', (s: string) => s.replace('aim_', 'xyz_')],
    ['a trailing space', (s: string) => `${s} `],
    ['a trailing newline', (s: string) => `${s}\n`],
    ['one character less', (s: string) => s.slice(0, -1)],
    ['one character more', (s: string) => `${s}0`],
    ['nothing', () => ''],
    ['a homoglyph', (s: string) => `${s.slice(0, -1)}\u0430`],
  ])('refuses %s', (_case, change) => {
    expect(isWellFormedSecret(change(makeSecret('aim_sk_')), 'aim_sk_')).toBe(false);
  });
});
