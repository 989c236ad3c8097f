import { INPUT_LIMITS } from '@keymeter/shared';
import {
  addDays,
  type CalendarDay,
  DAY_MS,
  dayIn,
  firstOfMonth,
  rollingRange,
  startOfDay,
} from '../../lib/zonedTime';
import { typedMoment } from './typedMoment';

/** As they stand in the address; the order is that of the picker. */
export const RANGE_PRESETS = [
  'today',
  'yesterday',
  '24h',
  '7d',
  '30d',
  '90d',
  'this-month',
  'last-month',
  '12m',
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** What to look at. A preset moves with the clock; a typed one has the two ends that `typedMoment` reads. */
export type UsageRange = { kind: 'preset'; preset: RangePreset } | TypedRange;

export interface TypedRange {
  readonly kind: 'typed';
  readonly from: string;
  /** Exclusive: the day after the last one. */
  readonly to: string;
}

export const DEFAULT_RANGE: UsageRange = { kind: 'preset', preset: '30d' };

/** From inclusive, to exclusive. */
export interface Instants {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The instants of a range in a zone. "Last 7 days" are seven days of the calendar, today included;
 * "Last 24 hours" roll, and end with the quarter of an hour that is still running.
 */
export function instantsOf(range: UsageRange, zone: string, now: Date): Instants {
  if (range.kind === 'typed') {
    const read = readTypedRange(range, zone, now);
    return 'problem' in read ? instantsOf(DEFAULT_RANGE, zone, now) : read;
  }
  const days = presetDays(range.preset, dayIn(zone, now));
  if (days === 'rolling') return rollingRange(now, DAY_MS);
  return { from: startOfDay(zone, days.from), to: startOfDay(zone, days.to) };
}

interface Days {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

function presetDays(preset: RangePreset, today: CalendarDay): Days | 'rolling' {
  const tomorrow = addDays(today, 1);
  switch (preset) {
    case 'today':
      return { from: today, to: tomorrow };
    case 'yesterday':
      return { from: addDays(today, -1), to: today };
    case '24h':
      return 'rolling';
    case '7d':
      return { from: addDays(today, -6), to: tomorrow };
    case '30d':
      return { from: addDays(today, -29), to: tomorrow };
    case '90d':
      return { from: addDays(today, -89), to: tomorrow };
    case 'this-month':
      return { from: firstOfMonth(today), to: firstOfMonth(today, 1) };
    case 'last-month':
      return { from: firstOfMonth(today, -1), to: firstOfMonth(today) };
    case '12m':
      return { from: firstOfMonth(today, -11), to: firstOfMonth(today, 1) };
  }
}

/** What is wrong with two typed ends: one cannot be read, they are the wrong way round, or too far apart. */
export type RangeProblem = 'fromUnclear' | 'toUnclear' | 'reversed' | 'tooLong' | 'tooEarly';

const FIRST_YEAR = 2000;
const LAST_YEAR = 9999;

export function readTypedRange(
  { from, to }: Pick<TypedRange, 'from' | 'to'>,
  zone: string,
  now: Date,
): Instants | { readonly problem: RangeProblem } {
  const start = typedMoment(from, 'from', { zone, now });
  if (start === null) return { problem: 'fromUnclear' };
  const end = typedMoment(to, 'to', { zone, now });
  if (end === null) return { problem: 'toUnclear' };
  if (end <= start) return { problem: 'reversed' };
  if (start.getUTCFullYear() < FIRST_YEAR || end.getUTCFullYear() > LAST_YEAR) return { problem: 'tooEarly' };
  // A clock change on the way makes the days an hour longer.
  const days = (end.getTime() - start.getTime()) / DAY_MS;
  return days > INPUT_LIMITS.usageRangeDays + 0.5 ? { problem: 'tooLong' } : { from: start, to: end };
}

export function isRangePreset(text: string): text is RangePreset {
  return RANGE_PRESETS.some((preset) => preset === text);
}
