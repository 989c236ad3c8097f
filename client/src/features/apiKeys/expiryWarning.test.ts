import { dismissExpiry, expiryWarning, isExpiryDismissed } from './expiryWarning';

const NOW = new Date('2026-06-01T12:00:00Z');

function key(id: string, expiresAt: string | null, status: 'ACTIVE' | 'REVOKED' = 'ACTIVE') {
  return { id, name: id, status, expiresAt };
}

const TODAY = key('a', '2026-06-02T12:00:00Z');
const WEEK = key('b', '2026-06-08T12:00:00Z');

it.each([
  ['those of a day before those of a week', [WEEK, TODAY], { within: 'day', count: 1 }],
  ['those of a week', [WEEK, key('c', '2026-06-05T00:00:00Z')], { within: 'week', count: 2 }],
] as const)('warns of keys that end soon: %s', (_name, keys, warning) => {
  expect(expiryWarning(keys, NOW)).toMatchObject(warning);
});

it.each([
  ['later', key('a', '2026-06-08T12:00:01Z')],
  ['never', key('a', null)],
  ['already over', key('a', '2026-06-01T12:00:00Z')],
  ['revoked', key('a', '2026-06-02T00:00:00Z', 'REVOKED')],
])('warns of no key whose end is %s', (_name, apiKey) => {
  expect(expiryWarning([apiKey], NOW)).toBeNull();
});

it('put away stays away while the keys are as near, also when one of them goes', () => {
  const both = expiryWarning([WEEK, key('c', '2026-06-05T00:00:00Z')], NOW);
  if (both) dismissExpiry(both);

  expect(isDismissed([WEEK], NOW)).toBe(true);
  expect(isDismissed([WEEK], new Date('2026-06-02T13:00:00Z'))).toBe(true);
});

it.each([
  ['gets as near as a day', [WEEK], new Date('2026-06-07T13:00:00Z')],
  ['comes near its end', [WEEK, key('c', '2026-06-05T00:00:00Z')], NOW],
] as const)('put away comes back when a key %s', (_what, keys, now) => {
  const before = expiryWarning([WEEK], NOW);
  if (before) dismissExpiry(before);

  expect(isDismissed(keys, now)).toBe(false);
});

function isDismissed(keys: Parameters<typeof expiryWarning>[0], now: Date): boolean {
  const warning = expiryWarning(keys, now);
  if (!warning) throw new Error('Nothing is warned of.');
  return isExpiryDismissed(warning);
}
