import { expiryWarning } from './expiryWarning';

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

it('is another warning when the same key gets as near as a day', () => {
  const before = expiryWarning([WEEK], NOW)?.signature;

  expect(expiryWarning([WEEK], new Date('2026-06-07T13:00:00Z'))?.signature).not.toBe(before);
  expect(expiryWarning([WEEK], new Date('2026-06-02T13:00:00Z'))?.signature).toBe(before);
});
