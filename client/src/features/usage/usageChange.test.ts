import { forecastOf } from './forecast';
import { usageChange } from './usageChange';

it.each([
  [112, 100, { kind: 'changed', share: 0.12 }],
  [50, 100, { kind: 'changed', share: -0.5 }],
  [7, 7, { kind: 'same' }],
  [7, 0, { kind: 'new' }],
  [7, null, { kind: 'new' }],
  [0, null, { kind: 'same' }],
  [null, 7, { kind: 'unknown' }],
  [7, undefined, { kind: 'unknown' }],
] as const)('tells how %p stands to %p', (now, before, change) => {
  expect(usageChange(now, before)).toEqual(change);
});

describe('a forecast', () => {
  const june = { from: new Date('2026-06-01T00:00Z'), to: new Date('2026-07-01T00:00Z') };

  it('goes on at the pace so far', () => {
    expect(forecastOf(1_000, june, new Date('2026-06-11T00:00Z'))).toBe(3_000);
  });

  it.each([
    ['before five days have passed', 1_000, '2026-06-05T23:59Z'],
    ['when less than a day is left', 1_000, '2026-06-30T00:01Z'],
    ['once the time is over', 1_000, '2026-07-02T00:00Z'],
    ['where nothing was used', 0, '2026-06-11T00:00Z'],
  ])('says nothing %s', (_when, total, now) => {
    expect(forecastOf(total, june, new Date(now))).toBeNull();
  });
});
