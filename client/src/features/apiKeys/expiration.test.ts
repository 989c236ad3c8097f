import { expirationChoices, expirationProblem, expiresAtOf } from './expiration';

function context(zone: string, now: string, current: string | null = null, maxDays: number | null = null) {
  return { zone, now: new Date(now), current, maxDays };
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

describe('under a rule of at most 30 days', () => {
  const now = '2026-06-01T12:00:00Z';
  const rule = context('UTC', now, null, 30);

  it('offers what the rule allows, and the whole of it', () => {
    expect(expirationChoices(30)).toEqual(['7d', 'longest', 'custom']);
    expect(expirationChoices(3)).toEqual(['longest', 'custom']);
    expect(expirationChoices(null)).toEqual(['never', '7d', '30d', '60d', '90d', '365d', 'custom']);
  });

  it('lets a key live as long as allowed, a minute less for a server whose clock is behind', () => {
    const latest = '2026-07-01T11:59:00.000Z';

    expect(expiresAtOf({ choice: 'longest', customDay: '' }, rule)).toBe(latest);
    expect(expiresAtOf({ choice: 'custom', customDay: '2026-07-01' }, rule)).toBe(latest);
    expect(expiresAtOf({ choice: 'custom', customDay: '2026-06-30' }, rule)).toBe('2026-06-30T23:59:59.999Z');
  });

  it.each([
    ['2026-07-01', null],
    ['2026-07-02', 'dayFar'],
    ['2026-05-31', 'dayPast'],
  ] as const)('judges the chosen day %s: %s', (customDay, problem) => {
    expect(expirationProblem({ choice: 'custom', customDay }, rule)).toBe(problem);
  });
});
