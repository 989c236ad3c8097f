import { maskApiKey } from './maskApiKey';

describe('a key in an error message', () => {
  it.each([
    ['a key of ours', `aim_sk_${'A'.repeat(45)}wxyz`, 'aim_sk_****wxyz'],
    ['a longer one gives no other number of stars', `aim_sk_${'A'.repeat(900)}wxyz`, 'aim_sk_****wxyz'],
    ['the shortest that is shown', 'abcdefghijklmnopqrstuvwx', 'abcdefg****uvwx'],
    ['signs that could break a page or a terminal', `<b>\u0007"é${'A'.repeat(30)}\n&</`, '*b****A********'],
  ])('is masked: %s', (_what, secret, masked) => {
    expect(maskApiKey(secret)).toBe(masked);
  });

  it.each(['', 'x', 'sk-1234567890', 'a'.repeat(23)])(
    'is not shown when it is as short as "%s"',
    (secret) => {
      expect(maskApiKey(secret)).toBeNull();
    },
  );
});
