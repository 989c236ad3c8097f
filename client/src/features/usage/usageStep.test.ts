import { HOUR_MS, startOfDay } from '../../lib/zonedTime';
import { autoStep, barStarts, isTooFine } from './usageStep';

function days(zone: string, from: string, to: string) {
  return { from: startOfDay(zone, from), to: startOfDay(zone, to) };
}

it.each([
  [6, 'FIVE_MINUTES'],
  [7, 'HOUR'],
] as const)('chooses for %i hours a step of %s', (hours, step) => {
  const from = new Date('2026-06-01T10:00:00Z');

  expect(autoStep({ from, to: new Date(from.getTime() + hours * HOUR_MS) })).toBe(step);
});

it.each([
  ['1 day', '2026-06-01', '2026-06-02', 'HOUR'],
  ['3 days', '2026-06-01', '2026-06-04', 'HOUR'],
  ['4 days', '2026-06-01', '2026-06-05', 'DAY'],
  ['92 days', '2026-06-01', '2026-09-01', 'DAY'],
  ['93 days', '2026-06-01', '2026-09-02', 'WEEK'],
  ['400 days', '2025-06-01', '2026-07-06', 'WEEK'],
  ['401 days', '2025-06-01', '2026-07-07', 'MONTH'],
])('chooses for %s a step that gives a readable number of bars', (_length, from, to, step) => {
  expect(autoStep(days('UTC', from, to))).toBe(step);
});

it.each([
  ['America/New_York', '2026-10-30', '2026-11-02', 'HOUR'],
  ['America/New_York', '2026-10-30', '2026-11-03', 'DAY'],
  ['America/New_York', '2026-09-01', '2026-12-02', 'DAY'],
  ['Europe/Berlin', '2026-03-27', '2026-03-30', 'HOUR'],
  ['Europe/Berlin', '2026-03-27', '2026-03-31', 'DAY'],
])('chooses the same in %s from %s to %s as without the clock change', (zone, from, to, step) => {
  expect(autoStep(days(zone, from, to))).toBe(step);
});

it('offers no step that would give more than 750 bars', () => {
  const from = new Date('2026-01-01T00:00:00Z');
  const after = (hours: number) => ({ from, to: new Date(from.getTime() + hours * HOUR_MS) });

  expect(isTooFine('HOUR', after(750))).toBe(false);
  expect(isTooFine('HOUR', after(751))).toBe(true);
  expect(isTooFine('DAY', after(751))).toBe(false);
});

describe('the bars of a range', () => {
  it.each([
    ['UTC', '2026-03-29', '2026-03-30', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-30', 23],
    ['America/New_York', '2026-11-01', '2026-11-02', 25],
    ['Asia/Kathmandu', '2026-03-29', '2026-03-30', 24],
  ])('are in %s on %s one for each hour that the day has', (zone, from, to, count) => {
    const range = days(zone, from, to);

    const bars = barStarts('HOUR', range, zone);

    expect(bars).toHaveLength(count);
    expect(bars[0]).toEqual(range.from);
  });

  it('are one for each day, however long it is', () => {
    const bars = barStarts('DAY', days('Europe/Berlin', '2026-03-28', '2026-03-31'), 'Europe/Berlin');

    expect(bars.map((bar) => bar.toISOString())).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });

  it('begin with the Monday of the week into which the range falls', () => {
    const bars = barStarts('WEEK', days('UTC', '2026-03-25', '2026-04-01'), 'UTC');

    expect(bars.map((bar) => bar.toISOString().slice(0, 10))).toEqual(['2026-03-23', '2026-03-30']);
  });

  it('do not begin at the end of the range, which is no longer part of it', () => {
    const bars = barStarts('MONTH', days('UTC', '2026-01-01', '2026-03-01'), 'UTC');

    expect(bars.map((bar) => bar.toISOString().slice(0, 10))).toEqual(['2026-01-01', '2026-02-01']);
  });

  it('have an end, even for a range that has none to speak of', () => {
    const forever = { from: new Date('1970-01-01T00:00:00Z'), to: new Date('2070-01-01T00:00:00Z') };

    expect(barStarts('HOUR', forever, 'UTC').length).toBeLessThanOrEqual(751);
  });
});
