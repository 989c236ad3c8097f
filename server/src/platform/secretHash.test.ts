import { SecretHasher } from './secretHash';

const OLD = 'an old pepper of at least 32 characters';
const NEW = 'a new pepper of at least 32 characters!';

describe('hashes of secrets', () => {
  it('are 32 bytes that another pepper does not reproduce', () => {
    const one = new SecretHasher([OLD]).current('aim_sk_x');
    const other = new SecretHasher([NEW]).current('aim_sk_x');

    expect(one.hash).toHaveLength(32);
    expect(one.hash.equals(other.hash)).toBe(false);
    expect(one.pepperId).not.toBe(other.pepperId);
  });

  it('of an old pepper are still found after the pepper was changed, and new secrets take the new one', () => {
    const before = new SecretHasher([OLD]).current('aim_sk_x');
    const hasher = new SecretHasher([NEW, OLD]);

    expect(hasher.candidates('aim_sk_x').some((hash) => hash.equals(before.hash))).toBe(true);
    expect(hasher.current('aim_sk_x').pepperId).toBe(new SecretHasher([NEW]).current('aim_sk_x').pepperId);
  });

  it('cannot be made without a pepper', () => {
    expect(() => new SecretHasher([])).toThrow('pepper');
  });

  it('tell the pepper by an id that is not part of it', () => {
    const { pepperId } = new SecretHasher([OLD]).current('aim_sk_x');

    expect(pepperId).toMatch(/^[0-9a-f]{8}$/);
    expect(OLD).not.toContain(pepperId);
  });
});
