import { HOUR_MS } from '../../lib/zonedTime';
import { instantsOf, RANGE_PRESETS, type RangePreset, readTypedRange } from './usageRange';

function rangeOf(
  preset: RangePreset,
  zone: string,
  now: string,
): { from: string; to: string; hours: number } {
  const { from, to } = instantsOf({ kind: 'preset', preset }, zone, new Date(now));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    hours: (to.getTime() - from.getTime()) / HOUR_MS,
  };
}

describe('the last days', () => {
  it.each([
    ['7d', 'UTC', '2026-06-23T12:00:00Z', ['2026-06-17T00:00:00.000Z', '2026-06-24T00:00:00.000Z']],
    ['30d', 'UTC', '2026-06-23T23:59:59Z', ['2026-05-25T00:00:00.000Z', '2026-06-24T00:00:00.000Z']],
    [
      '90d',
      'Asia/Kathmandu',
      '2026-06-23T18:15:00Z',
      ['2026-03-26T18:15:00.000Z', '2026-06-24T18:15:00.000Z'],
    ],
    ['7d', 'Europe/Berlin', '2026-03-30T22:30:00Z', ['2026-03-24T23:00:00.000Z', '2026-03-31T22:00:00.000Z']],
    [
      '7d',
      'America/New_York',
      '2026-11-02T04:59:59Z',
      ['2026-10-26T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ],
  ] as const)('are %s of the calendar in %s with today, seen from %s', (preset, zone, now, ends) => {
    const { from, to } = rangeOf(preset, zone, now);

    expect([from, to]).toEqual(ends);
  });

  it.each([
    ['Europe/Berlin', '2026-04-01T12:00:00Z', 7 * 24 - 1],
    ['America/New_York', '2026-11-03T12:00:00Z', 7 * 24 + 1],
    ['Asia/Kathmandu', '2026-04-01T12:00:00Z', 7 * 24],
    ['UTC', '2026-11-03T12:00:00Z', 7 * 24],
  ])('are seven in %s across its clock change, be they an hour longer or shorter', (zone, now, hours) => {
    expect(rangeOf('7d', zone, now).hours).toBe(hours);
  });
});

describe('today', () => {
  it.each([
    ['UTC', '2026-03-29T12:00:00Z', 24],
    ['Europe/Berlin', '2026-03-29T12:00:00Z', 23],
    ['America/New_York', '2026-11-01T12:00:00Z', 25],
    ['Asia/Kathmandu', '2026-11-01T12:00:00Z', 24],
  ])('is the whole day in %s at %s: %i hours', (zone, now, hours) => {
    expect(rangeOf('today', zone, now).hours).toBe(hours);
  });

  it('begins where yesterday ends, with nothing between and nothing twice', () => {
    const today = rangeOf('today', 'Europe/Berlin', '2026-03-29T12:00:00Z');
    const yesterday = rangeOf('yesterday', 'Europe/Berlin', '2026-03-29T12:00:00Z');

    expect(yesterday.to).toBe(today.from);
  });
});

describe('the last 24 hours', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'])(
    'are 24 in %s, whatever the clocks do',
    (zone) => {
      expect(rangeOf('24h', zone, '2026-03-29T12:10:00Z')).toEqual({
        from: '2026-03-28T12:15:00.000Z',
        to: '2026-03-29T12:15:00.000Z',
        hours: 24,
      });
    },
  );
});

describe('months', () => {
  it('begin and end at the midnights of the zone', () => {
    expect(rangeOf('this-month', 'Europe/Berlin', '2026-03-15T12:00:00Z')).toMatchObject({
      from: '2026-02-28T23:00:00.000Z',
      to: '2026-03-31T22:00:00.000Z',
    });
  });

  it('follow the calendar of the zone when that of UTC is still in the month before', () => {
    expect(rangeOf('last-month', 'Asia/Kathmandu', '2026-03-31T18:30:00Z')).toMatchObject({
      from: '2026-02-28T18:15:00.000Z',
      to: '2026-03-31T18:15:00.000Z',
    });
  });

  it('are twelve with this one, over the turn of the year', () => {
    expect(rangeOf('12m', 'UTC', '2026-01-31T12:00:00Z')).toMatchObject({
      from: '2025-02-01T00:00:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
    });
  });
});

it.each(RANGE_PRESETS)('holds the present moment or ends before it: %s', (preset) => {
  const now = '2026-11-01T05:30:00Z';
  const { from, to } = rangeOf(preset, 'America/New_York', now);

  expect(from < to).toBe(true);
  expect(from <= new Date(now).toISOString()).toBe(true);
});

it('takes chosen days from the first midnight up to, and without, the day after the last', () => {
  const range = { kind: 'typed', from: '2026-10-31', to: '2026-11-02' } as const;

  const { from, to } = instantsOf(range, 'America/New_York', new Date());

  expect([from.toISOString(), to.toISOString()]).toEqual([
    '2026-10-31T04:00:00.000Z',
    '2026-11-02T05:00:00.000Z',
  ]);
});

it.each([
  ['2026-01-01', '2026-01-02', null],
  ['2026-01-01', '2027-02-05', null],
  ['2026-01-01', '2027-02-06', 'tooLong'],
  ['2026-01-01', '2026-01-01', 'reversed'],
  ['2026-01-02', '2026-01-01', 'reversed'],
  ['now', 'now-1d', 'reversed'],
  ['now-401d', 'now', 'tooLong'],
  ['', '2026-01-01', 'fromUnclear'],
  ['2026-01-01', '2026-02-30', 'toUnclear'],
  ['2026-01-01', 'tomorrow', 'toUnclear'],
  ['1999-12-31', '2000-01-02', 'tooEarly'],
] as const)('says what is wrong with a range from %s to %s: %s', (from, to, problem) => {
  const read = readTypedRange({ from, to }, 'UTC', new Date('2026-06-23T12:00:00Z'));

  expect('problem' in read ? read.problem : null).toBe(problem);
});
