import { expirationProblem, expiresAtOf } from './expiration';

function context(zone: string, now: string, current: string | null = null) {
  return { zone, now: new Date(now), current };
}

it.each([
  ['7d', 'UTC', '2026-06-23T12:00:00Z', '2026-06-30T23:59:59.999Z'],
  ['7d', 'Europe/Berlin', '2026-03-25T12:00:00Z', '2026-04-01T21:59:59.999Z'],
  ['7d', 'Europe/Berlin', '2026-03-21T23:30:00Z', '2026-03-29T21:59:59.999Z'],
  ['30d', 'America/New_York', '2026-10-02T12:00:00Z', '2026-11-02T04:59:59.999Z'],
  ['60d', 'Asia/Kathmandu', '2026-06-23T18:14:59Z', '2026-08-22T18:14:59.999Z'],
  ['60d', 'Asia/Kathmandu', '2026-06-23T18:15:00Z', '2026-08-23T18:14:59.999Z'],
  ['90d', 'UTC', '2026-12-01T00:00:00Z', '2027-03-01T23:59:59.999Z'],
  ['365d', 'UTC', '2027-03-01T00:00:00Z', '2028-02-29T23:59:59.999Z'],
] as const)('ends a key of %s at the end of that day in %s, counted from %s', (choice, zone, now, end) => {
  expect(expiresAtOf({ choice, customDay: '' }, context(zone, now))).toBe(end);
});

it.each([
  ['Europe/Berlin', '2026-03-29', '2026-03-29T21:59:59.999Z'],
  ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z'],
  ['Africa/Cairo', '2026-04-23', '2026-04-23T21:59:59.999Z'],
])('lets a key work in %s through the whole of the chosen %s', (zone, customDay, end) => {
  expect(expiresAtOf({ choice: 'custom', customDay }, context(zone, '2026-01-01T00:00:00Z'))).toBe(end);
});

it('never ends a key without expiration, not even one that had an end', () => {
  const before = context('UTC', '2026-06-23T12:00:00Z', '2026-07-01T00:00:00.000Z');

  expect(expiresAtOf({ choice: 'never', customDay: '2026-07-07' }, before)).toBeNull();
});

it.each(['2026-07-01T00:00:00.000Z', null])('keeps what the key has to the instant: %s', (current) => {
  const before = context('Europe/Berlin', '2026-06-23T12:00:00Z', current);

  expect(expiresAtOf({ choice: 'keep', customDay: '' }, before)).toBe(current);
});

it.each([
  ['', 'dayMissing'],
  ['2026-02-30', 'dayMissing'],
  ['2026-06-22', 'dayPast'],
  ['2026-06-23', null],
  ['2026-06-24', null],
] as const)('judges the chosen day "%s" on 23 June: %s', (customDay, problem) => {
  const today = context('UTC', '2026-06-23T12:00:00Z');

  expect(expirationProblem({ choice: 'custom', customDay }, today)).toBe(problem);
});

it('judges a day by the calendar of the member and not by that of UTC', () => {
  const morningInKathmandu = context('Asia/Kathmandu', '2026-06-23T18:15:00Z');

  expect(expirationProblem({ choice: 'custom', customDay: '2026-06-23' }, morningInKathmandu)).toBe(
    'dayPast',
  );
});

it('has nothing against a day that was not asked for', () => {
  const now = context('UTC', '2026-06-23T12:00:00Z');

  expect(expirationProblem({ choice: '30d', customDay: '1999-01-01' }, now)).toBeNull();
  expect(expirationProblem({ choice: 'keep', customDay: '' }, now)).toBeNull();
});
