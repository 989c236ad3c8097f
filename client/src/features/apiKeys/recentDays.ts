import { addDays, type CalendarDay, dayIn, startOfDay } from '../../lib/zonedTime';

/** Whole days of a zone up to and with today. */
export interface RecentDays {
  readonly zone: string;
  readonly days: readonly CalendarDay[];
  readonly from: Date;
  /** Exclusive: where tomorrow begins. */
  readonly to: Date;
}

export function recentDays(count: number, zone: string, today: CalendarDay): RecentDays {
  const days = Array.from({ length: count }, (_, place) => addDays(today, place + 1 - count));
  const from = startOfDay(zone, days[0] ?? today);
  return { zone, days, from, to: startOfDay(zone, addDays(today, 1)) };
}

/** The question for these days, a row for each day. */
export function daysInput({ zone, from, to }: RecentDays) {
  return { from: from.toISOString(), to: to.toISOString(), timeZone: zone, granularity: 'DAY' as const };
}

/** The place of a bucket among the days; -1 outside. */
export function dayPlace({ zone, days }: RecentDays, bucketStart: string | null): number {
  return bucketStart === null ? -1 : days.indexOf(dayIn(zone, new Date(bucketStart)));
}
