import { typedMoment } from './typedMoment';

const NOW = new Date('2026-03-31T10:20:30Z');

function read(text: string, end: 'from' | 'to' = 'from', zone = 'Europe/Berlin') {
  return typedMoment(text, end, { zone, now: NOW })?.toISOString().replace('.000Z', 'Z') ?? null;
}

it.each([
  ['2026-03-29', '2026-03-28T23:00:00Z'],
  ['2026-03-30', '2026-03-29T22:00:00Z'],
  ['2026-03-29T14:30', '2026-03-29T12:30:00Z'],
  ['2026-03-29T14:30Z', '2026-03-29T14:30:00Z'],
  ['now', '2026-03-31T10:20:00Z'],
  ['now-30m', '2026-03-31T09:50:00Z'],
  ['now-24h', '2026-03-30T10:20:00Z'],
  // Three days back the clocks had not changed yet: the same time of day, an hour later in UTC.
  ['now-3d', '2026-03-28T11:20:00Z'],
  ['now-1w', '2026-03-24T11:20:00Z'],
  ['now-1M', '2026-02-28T11:20:00Z'],
  ['now-1y', '2025-03-31T10:20:00Z'],
  ['now/h', '2026-03-31T10:00:00Z'],
  ['now/d', '2026-03-30T22:00:00Z'],
  ['now/w', '2026-03-29T22:00:00Z'],
  ['now/M', '2026-02-28T23:00:00Z'],
  ['now/y', '2025-12-31T23:00:00Z'],
  ['now-1M/M', '2026-01-31T23:00:00Z'],
  ['now-1d+2h', '2026-03-30T12:20:00Z'],
])('reads %s in the calendar of the zone', (text, at) => {
  expect(read(text)).toBe(at);
});

it.each([
  ['now', '2026-03-31T10:21:00Z'],
  ['now/h', '2026-03-31T11:00:00Z'],
  ['now/d', '2026-03-31T22:00:00Z'],
  ['now-2d/d', '2026-03-29T22:00:00Z'],
  ['now/w', '2026-04-05T22:00:00Z'],
  ['now/M', '2026-03-31T22:00:00Z'],
  ['now/y', '2026-12-31T23:00:00Z'],
])('takes as an end what is rounded up: %s', (text, at) => {
  expect(read(text, 'to')).toBe(at);
});

it('knows zones that are not whole hours off', () => {
  expect(read('now/d', 'from', 'Asia/Kathmandu')).toBe('2026-03-30T18:15:00Z');
  expect(read('2026-03-31T12:00', 'from', 'Asia/Kathmandu')).toBe('2026-03-31T06:15:00Z');
});

it.each([
  '',
  'yesterday',
  'now-7',
  'now-7s',
  'now-d',
  'now-7d/m',
  'now-99999d',
  'now-1d-1d-1d-1d-1d',
  '2026-02-30',
  '2026-3-1',
  '2026-03-01T24:00',
  '2026-03-01T10:60',
  '2026-02-30T10:00',
  'now/d ',
  'NOW',
])('does not guess what %p may mean', (text) => {
  expect(read(text)).toBeNull();
});
