import {
  addDays,
  addMonths,
  type CalendarDay,
  dayIn,
  firstOfMonth,
  firstOfWeek,
  HOUR_MS,
  instantAt,
  isCalendarDay,
  startOfDay,
  startOfHour,
  timeOfDayMs,
} from '../../lib/zonedTime';

const MINUTE_MS = 60_000;
const STEPS = /([+-]\d{1,4})([mhdwMy])/g;
const RELATIVE = /^now((?:[+-]\d{1,4}[mhdwMy]){0,4})(?:\/([hdwMy]))?$/;
const DAY_WITH_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(Z?)$/;

/** Which end of a range is meant: a rounded end lies after its hour, day, week, month or year. */
export type RangeEnd = 'from' | 'to';

interface Here {
  readonly zone: string;
  readonly now: Date;
}

/**
 * Reads one end of a range: a day (`2026-05-25`, its first instant), a time of a day (`2026-05-25T14:30`, with a `Z` in
 * UTC), or a moment relative to now (`now-7d`, `now-1M/M`). Units are m, h, d, w, M and y; from days on they follow the
 * calendar of the zone. Null when it is none of these.
 */
export function typedMoment(text: string, end: RangeEnd, here: Here): Date | null {
  if (isCalendarDay(text)) return startOfDay(here.zone, text);
  const [, day, hour, minute, isUtc] = DAY_WITH_TIME.exec(text) ?? [];
  if (day !== undefined && isCalendarDay(day)) {
    const timeMs = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS;
    return instantAt(isUtc ? 'UTC' : here.zone, day, timeMs);
  }
  const [matched, steps = '', rounding] = RELATIVE.exec(text) ?? [];
  if (matched === undefined) return null;
  const at = [...steps.matchAll(STEPS)].reduce(
    (moment, [, count, unit]) => moved(moment, Number(count), unit ?? 'm', here.zone),
    minuteOf(here.now, end),
  );
  return rounding === undefined ? at : rounded(at, rounding, end, here.zone);
}

/** The minute that is still running belongs to what ends now. */
function minuteOf(now: Date, end: RangeEnd): Date {
  const minutes = now.getTime() / MINUTE_MS;
  return new Date((end === 'to' ? Math.ceil(minutes) : Math.floor(minutes)) * MINUTE_MS);
}

function moved(at: Date, count: number, unit: string, zone: string): Date {
  if (unit === 'm' || unit === 'h')
    return new Date(at.getTime() + count * (unit === 'm' ? MINUTE_MS : HOUR_MS));
  return instantAt(zone, movedDay(dayIn(zone, at), count, unit), timeOfDayMs(zone, at));
}

function movedDay(day: CalendarDay, count: number, unit: string): CalendarDay {
  if (unit === 'd') return addDays(day, count);
  if (unit === 'w') return addDays(day, 7 * count);
  return addMonths(day, unit === 'M' ? count : 12 * count);
}

function rounded(at: Date, unit: string, end: RangeEnd, zone: string): Date {
  const later = end === 'to' ? 1 : 0;
  if (unit === 'h') return new Date(startOfHour(zone, at).getTime() + later * HOUR_MS);
  const day = dayIn(zone, at);
  if (unit === 'd') return startOfDay(zone, addDays(day, later));
  if (unit === 'w') return startOfDay(zone, addDays(firstOfWeek(day), 7 * later));
  if (unit === 'M') return startOfDay(zone, firstOfMonth(day, later));
  return startOfDay(zone, `${Number(day.slice(0, 4)) + later}-01-01`);
}
