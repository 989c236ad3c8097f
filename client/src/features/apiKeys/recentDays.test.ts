import { dayPlace, daysInput, recentDays } from './recentDays';

it('are whole days of the zone, today with them, also where the clocks change', () => {
  const week = recentDays(7, 'Europe/Berlin', '2026-04-01');

  expect(week.days).toEqual([
    '2026-03-26',
    '2026-03-27',
    '2026-03-28',
    '2026-03-29',
    '2026-03-30',
    '2026-03-31',
    '2026-04-01',
  ]);
  expect(daysInput(week)).toEqual({
    from: '2026-03-25T23:00:00.000Z',
    to: '2026-04-01T22:00:00.000Z',
    timeZone: 'Europe/Berlin',
    granularity: 'DAY',
  });
  expect(dayPlace(week, '2026-03-28T23:00:00.000Z')).toBe(3);
  expect(dayPlace(week, '2026-03-29T22:00:00.000Z')).toBe(4);
  expect(dayPlace(week, '2026-03-01T23:00:00.000Z')).toBe(-1);
  expect(dayPlace(week, null)).toBe(-1);
});
