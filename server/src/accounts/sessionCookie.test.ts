import { hasCookie, sessionCookieFor } from './sessionCookie';

describe('the session cookie', () => {
  it.each([
    ['https://keys.example.com', '__Host-keymeter_session', true],
    ['https://keys.example.com:8443', '__Host-keymeter_session', true],
    ['http://localhost:4000', '__Host-keymeter_session', true],
    ['http://127.0.0.1:4000', '__Host-keymeter_session', true],
    ['http://[::1]:4000', '__Host-keymeter_session', true],
    ['http://10.0.0.5:4000', 'keymeter_session', false],
    ['http://localhost.example.com', 'keymeter_session', false],
  ])('of %s is %s', (publicUrl, name, secure) => {
    expect(sessionCookieFor(publicUrl)).toEqual({ name, secure });
  });

  it.each([
    ['a=1; sid=x', true],
    ['sid=', true],
    ['sidx=1', false],
    ['a=sid=1', false],
    [undefined, false],
  ])('is found in the header %p: %p', (header, expected) => {
    expect(hasCookie(header, 'sid')).toBe(expected);
  });
});
