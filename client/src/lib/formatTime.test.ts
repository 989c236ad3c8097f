import { formatDate, formatDayRange, formatExact, formatMinute, formatRelative } from './formatTime';

const LOCALE = 'en-IE';
const NOW = new Date('2026-06-23T12:00:00Z');

it.each([
  ['2026-06-23T12:00:00Z', 'now'],
  ['2026-06-23T11:59:01Z', 'now'],
  ['2026-06-23T11:58:00Z', '2 minutes ago'],
  ['2026-06-23T11:00:01Z', '59 minutes ago'],
  ['2026-06-23T09:00:00Z', '3 hours ago'],
  ['2026-06-22T12:00:00Z', 'yesterday'],
  ['2026-06-27T12:00:00Z', 'in 4 days'],
  ['2026-06-24T11:59:00Z', 'in 23 hours'],
  ['2026-04-25T12:00:00Z', '59 days ago'],
  ['2026-03-23T12:00:00Z', '3 months ago'],
  ['2023-06-23T12:00:00Z', '3 years ago'],
])('says of %s how far it lies from now', (at, text) => {
  expect(formatRelative(new Date(at), NOW, LOCALE)).toBe(text);
});

it('leaves nothing to guess about an exact time: day, second and zone', () => {
  const at = new Date('2025-06-30T12:05:12Z');

  expect(formatExact(at, 'Europe/Berlin', LOCALE)).toBe('30 Jun 2025, 14:05:12 (Europe/Berlin)');
  expect(formatExact(at, 'Asia/Kathmandu', LOCALE)).toBe('30 Jun 2025, 17:50:12 (Asia/Kathmandu)');
});

it('leaves out the seconds of a moment that people chose', () => {
  const at = new Date('2026-12-23T22:59:59.999Z');

  expect(formatMinute(at, 'Europe/Berlin', LOCALE)).toBe('23 Dec 2026, 23:59 (Europe/Berlin)');
});

it('writes the day as the calendar of the zone has it', () => {
  const at = new Date('2026-03-28T23:30:00Z');

  expect(formatDate(at, 'UTC', LOCALE)).toBe('28 Mar 2026');
  expect(formatDate(at, 'Europe/Berlin', LOCALE)).toBe('29 Mar 2026');
});

it('writes what the two ends of a range share only once', () => {
  const text = (from: string, to: string) =>
    // Locale data puts thin spaces around the dash.
    formatDayRange(new Date(from), new Date(to), 'UTC', LOCALE).replace(/\s/g, ' ');

  expect(text('2026-05-25T00:00Z', '2026-06-23T23:59Z')).toBe('25 May – 23 Jun 2026');
  expect(text('2025-12-25T00:00Z', '2026-01-02T23:59Z')).toBe('25 Dec 2025 – 2 Jan 2026');
  expect(text('2026-05-25T00:00Z', '2026-05-25T23:59Z')).toBe('25 May 2026');
});
