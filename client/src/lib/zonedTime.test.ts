import {
  addDays,
  DAY_MS,
  dayIn,
  daysBetween,
  firstOfMonth,
  firstOfWeek,
  HOUR_MS,
  isCalendarDay,
  isTimeZone,
  rollingRange,
  startOfDay,
  startOfHour,
} from './zonedTime';

describe('a day in a zone', () => {
  it.each([
    ['UTC', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-06-01', '2026-05-31T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00:00.000Z'],
  ])('begins in %s on %s when its clocks show midnight', (zone, day, start) => {
    expect(startOfDay(zone, day).toISOString()).toBe(start);
  });

  it('begins where the clocks jump when they skip midnight', () => {
    // Cairo, 24 April 2026: after 23:59 comes 01:00.
    const start = startOfDay('Africa/Cairo', '2026-04-24');

    expect(start.toISOString()).toBe('2026-04-23T22:00:00.000Z');
    expect(dayIn('Africa/Cairo', start)).toBe('2026-04-24');
    expect(dayIn('Africa/Cairo', new Date(start.getTime() - 1))).toBe('2026-04-23');
  });

  it('begins with the earlier midnight when the clocks show it twice', () => {
    // Havana, 1 November 2026: at 01:00 the clocks go back to 00:00.
    expect(startOfDay('America/Havana', '2026-11-01').toISOString()).toBe('2026-11-01T04:00:00.000Z');
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Asia/Kathmandu', '2026-03-29', 24],
    ['UTC', '2026-11-01', 24],
  ])('is in %s on %s as long as its clocks make it: %i hours', (zone, day, hours) => {
    const length = startOfDay(zone, addDays(day, 1)).getTime() - startOfDay(zone, day).getTime();

    expect(length).toBe(hours * HOUR_MS);
  });

  it.each([
    ['UTC', '2026-03-28T23:30:00Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29'],
    ['America/New_York', '2026-11-01T03:59:59Z', '2026-10-31'],
    ['Asia/Kathmandu', '2026-05-31T18:14:59Z', '2026-05-31'],
    ['Asia/Kathmandu', '2026-05-31T18:15:00Z', '2026-06-01'],
  ])('is read off the calendar on the wall in %s at %s', (zone, at, day) => {
    expect(dayIn(zone, new Date(at))).toBe(day);
  });
});

describe('an hour in a zone', () => {
  it.each([
    ['UTC', '2026-03-29T12:59:59Z', '2026-03-29T12:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-29T12:00:00Z', '2026-03-29T11:15:00.000Z'],
    ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T05:00:00.000Z'],
    ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01T06:00:00.000Z'],
    ['Europe/Berlin', '1969-12-31T23:30:00Z', '1969-12-31T23:00:00.000Z'],
  ])('begins in %s at the full hour of its own clock before %s', (zone, at, start) => {
    expect(startOfHour(zone, new Date(at)).toISOString()).toBe(start);
  });
});

describe('the calendar', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('counts from %s by %i days to %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it.each([
    ['2026-03-31', 0, '2026-03-01'],
    ['2026-03-31', -1, '2026-02-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-15', -11, '2025-02-01'],
  ])('finds the first of the month for %s and %i months on', (day, months, expected) => {
    expect(firstOfMonth(day, months)).toBe(expected);
  });

  it.each([
    ['2026-03-29', '2026-03-23'],
    ['2026-03-30', '2026-03-30'],
    ['2026-01-01', '2025-12-29'],
  ])('begins the week of %s on a Monday', (day, monday) => {
    expect(firstOfWeek(day)).toBe(monday);
  });

  it('counts days and not hours across a clock change', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-31', '2026-11-02')).toBe(2);
  });

  it.each(['2026-02-28', '2028-02-29', '2026-12-31'])('knows the day %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-3-1',
    '20260301',
    '',
    'today',
    '2026-03-01T00:00',
  ])('does not take "%s" for a day', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});

describe('the name of a zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'])('may be %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Mars/Olympus', '+05:30', '-08:00', 'Europe/Berlin; drop'])('may not be "%s"', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('the time up to now', () => {
  it('includes the quarter of an hour that is still running', () => {
    const { from, to } = rollingRange(new Date('2026-06-23T14:32:10Z'), DAY_MS);

    expect([from.toISOString(), to.toISOString()]).toEqual([
      '2026-06-22T14:45:00.000Z',
      '2026-06-23T14:45:00.000Z',
    ]);
  });

  it('moves on with the first instant of the next quarter', () => {
    const { to } = rollingRange(new Date('2026-06-23T14:45:00Z'), HOUR_MS);

    expect(to.toISOString()).toBe('2026-06-23T15:00:00.000Z');
  });
});
