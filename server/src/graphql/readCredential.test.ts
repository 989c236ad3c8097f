import { readCredential } from './readCredential';

describe('who asks', () => {
  it.each([
    ['nobody', {}, false, { kind: 'none' }],
    ['a member', {}, true, { kind: 'cookie' }],
    [
      'a program that spells it small',
      { authorization: 'bearer aim_pat_x' },
      false,
      { kind: 'token', secret: 'aim_pat_x' },
    ],
    ['a program', { authorization: 'Bearer aim_pat_x' }, false, { kind: 'token', secret: 'aim_pat_x' }],
  ])('is %s', (_case, headers, hasCookie, expected) => {
    expect(readCredential(headers, hasCookie)).toEqual(expected);
  });

  it.each([
    ['a token beside a session', { authorization: 'Bearer aim_pat_x' }, true],
    ['an API key in its own header', { 'x-api-key': 'aim_sk_x' }, false],
    ['an API key beside a session', { 'x-api-key': 'aim_sk_x' }, true],
    ['a password', { authorization: 'Basic YTpi' }, false],
    ['no secret', { authorization: 'Bearer ' }, false],
    ['two secrets', { authorization: 'Bearer a b' }, false],
    ['the word twice', { authorization: 'Bearer Bearer aim_pat_x' }, false],
    ['a trailing space', { authorization: 'Bearer aim_pat_x ' }, false],
    ['a homoglyph', { authorization: 'Bearer \u0430im_pat_x' }, false],
    ['a megabyte', { authorization: `Bearer ${'x'.repeat(1_000_000)}` }, false],
    ['nothing in the header', { authorization: '' }, false],
  ])('is not told by %s, and nothing else is tried', (_case, headers, hasCookie) => {
    expect(() => readCredential(headers, hasCookie)).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  });
});
