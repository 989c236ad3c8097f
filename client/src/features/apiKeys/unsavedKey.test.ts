import { forgetUnsavedKey, recallUnsavedKey, rememberUnsavedKey } from './unsavedKey';

const CREATED = new Date('2026-06-23T12:00:00Z');
const KEY = { id: 'key-1', name: 'prod-web' };

function minutesLater(minutes: number): Date {
  return new Date(CREATED.getTime() + minutes * 60_000);
}

afterEach(() => sessionStorage.clear());

it('remembers a key that may not have been saved over a reload', () => {
  rememberUnsavedKey(KEY, CREATED);

  expect(recallUnsavedKey(minutesLater(4))).toEqual(KEY);
});

it('forgets it after five minutes', () => {
  rememberUnsavedKey(KEY, CREATED);

  expect(recallUnsavedKey(minutesLater(5))).toBeNull();
});

it('forgets it when it is told that the key was saved', () => {
  rememberUnsavedKey(KEY, CREATED);

  forgetUnsavedKey();

  expect(recallUnsavedKey(CREATED)).toBeNull();
});

it('writes down which key it was and never its secret', () => {
  const withSecret = { ...KEY, secret: 'aim_sk_0123456789' };

  rememberUnsavedKey(withSecret, CREATED);

  expect(JSON.stringify({ ...sessionStorage })).not.toContain('aim_sk_0123456789');
  expect(JSON.stringify({ ...localStorage })).toBe('{}');
});

it.each(['{', 'null', '7', '{"id":7,"name":"a","at":1}', '{"id":"a","name":"b"}'])(
  'is not led astray by what else stands in its place: %s',
  (text) => {
    rememberUnsavedKey(KEY, CREATED);
    const [place = ''] = Object.keys(sessionStorage);
    sessionStorage.setItem(place, text);

    expect(recallUnsavedKey(CREATED)).toBeNull();
  },
);

it('does without storage where the browser forbids it', () => {
  const forbidden = () => {
    throw new DOMException('No.', 'SecurityError');
  };
  const spies = (['getItem', 'setItem', 'removeItem'] as const).map((name) =>
    jest.spyOn(Storage.prototype, name).mockImplementation(forbidden),
  );

  rememberUnsavedKey(KEY, CREATED);
  forgetUnsavedKey();
  const recalled = recallUnsavedKey(CREATED);
  for (const spy of spies) spy.mockRestore();

  expect(recalled).toBeNull();
});
