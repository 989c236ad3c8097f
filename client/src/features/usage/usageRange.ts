import { INPUT_LIMITS } from '@keymeter/shared';
import {
  addDays,
  type CalendarDay,
  DAY_MS,
  dayIn,
  daysBetween,
  firstOfMonth,
  isCalendarDay,
  rollingRange,
  startOfDay,
} from '../../lib/zonedTime';

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

/** What to look at. A preset moves with the clock; chosen days stay. `to` is the day after the last one. */
export type UsageRange =
  | { kind: 'preset'; preset: RangePreset }
  | { kind: 'days'; from: CalendarDay; to: CalendarDay };

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
  const days = range.kind === 'days' ? range : presetDays(range.preset, dayIn(zone, now));
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

export type DaysProblem = 'missing' | 'reversed' | 'tooLong';

/** What is wrong with two chosen days; `to` is the day after the last one. */
export function daysProblem(from: CalendarDay, to: CalendarDay): DaysProblem | null {
  if (!isCalendarDay(from) || !isCalendarDay(to)) return 'missing';
  if (to <= from) return 'reversed';
  return daysBetween(from, to) > INPUT_LIMITS.usageRangeDays ? 'tooLong' : null;
}

export function isRangePreset(text: string): text is RangePreset {
  return RANGE_PRESETS.some((preset) => preset === text);
}
