import { startOfDay } from '../../lib/zonedTime';
import { comparedPeriod, shifted, typedRangeOf, zoomedOut } from './rangeSteps';

const ZONE = 'America/New_York';

function days(from: string, to: string) {
  return { from: startOfDay(ZONE, from), to: startOfDay(ZONE, to) };
}

function hours(from: string, to: string) {
  return { from: new Date(from), to: new Date(to) };
}

it.each([
  ['days, over a clock change', days('2026-11-01', '2026-11-08'), -1, days('2026-10-25', '2026-11-01')],
  ['days, onwards', days('2026-11-01', '2026-11-08'), 1, days('2026-11-08', '2026-11-15')],
  ['a month by a month', days('2026-03-01', '2026-04-01'), -1, days('2026-02-01', '2026-03-01')],
  ['a year by a year', days('2026-01-01', '2027-01-01'), -1, days('2025-01-01', '2026-01-01')],
  [
    'hours',
    hours('2026-06-01T10:00Z', '2026-06-01T16:00Z'),
    -1,
    hours('2026-06-01T04:00Z', '2026-06-01T10:00Z'),
  ],
] as const)('moves %s', (_what, instants, direction, moved) => {
  expect(shifted(instants, ZONE, direction)).toEqual(moved);
});

it('shows twice as much around the same middle, and never more than may be asked for', () => {
  expect(zoomedOut(days('2026-06-10', '2026-06-14'), ZONE)).toEqual(days('2026-06-08', '2026-06-16'));
  expect(zoomedOut(hours('2026-06-01T10:00Z', '2026-06-01T12:00Z'), ZONE)).toEqual(
    hours('2026-06-01T09:00Z', '2026-06-01T13:00Z'),
  );
  const long = zoomedOut(days('2026-01-01', '2026-12-27'), ZONE);
  expect(typedRangeOf(long, ZONE)).toEqual({ kind: 'typed', from: '2025-12-12', to: '2027-01-16' });
});

it('writes days as days and the rest to the minute', () => {
  expect(typedRangeOf(days('2026-10-31', '2026-11-02'), ZONE)).toEqual({
    kind: 'typed',
    from: '2026-10-31',
    to: '2026-11-02',
  });
  expect(typedRangeOf(hours('2026-11-01T05:00Z', '2026-11-01T06:00Z'), ZONE)).toEqual({
    kind: 'typed',
    from: '2026-11-01T05:00Z',
    to: '2026-11-01T06:00Z',
  });
});

describe('the period that is compared with', () => {
  it('is the whole one before, once this one is over', () => {
    const now = new Date('2026-07-15T12:00Z');

    expect(comparedPeriod(days('2026-06-01', '2026-07-01'), ZONE, now)).toEqual(
      days('2026-05-01', '2026-06-01'),
    );
  });

  it('reaches as far as this one has come, while it is still running', () => {
    const june = days('2026-06-01', '2026-07-01');
    const now = new Date(june.from.getTime() + 36 * 3_600_000 + 60_000);

    const before = comparedPeriod(june, ZONE, now);

    expect(before.from).toEqual(startOfDay(ZONE, '2026-05-01'));
    expect(before.to.getTime() - before.from.getTime()).toBe(36.25 * 3_600_000);
  });
});
