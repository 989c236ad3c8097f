/** A day of the calendar without a zone, as YYYY-MM-DD: it sorts, compares and goes into URLs as it is. */
export type CalendarDay = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const SLOT_MS = HOUR_MS / 4;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day that exists: 2026-02-30 does not. */
export function isCalendarDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** True for a zone of the IANA database, as the server wants it: browsers also take offsets, which know no clock change. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Lists ask for it in every row, and it is dear to find out. */
const ZONE_KEPT_MS = 1000;
let browserZone = { name: '', readAt: Number.NEGATIVE_INFINITY };

/** The zone of this computer, as the browser tells it. It changes when people travel, so it is read again each second. */
export function browserTimeZone(): string {
  const now = Date.now();
  if (Math.abs(now - browserZone.readAt) > ZONE_KEPT_MS) {
    browserZone = { name: new Intl.DateTimeFormat().resolvedOptions().timeZone, readAt: now };
  }
  return browserZone.name;
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return isoDay(utcMidnight(day) + days * DAY_MS);
}

/** The first day of the month that lies so many months after the one of `day`. */
export function firstOfMonth(day: CalendarDay, monthsLater = 0): CalendarDay {
  const at = new Date(utcMidnight(day));
  return isoDay(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + monthsLater, 1));
}

/** The same day of a month so many months later; the last one of a month that has no such day. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const first = firstOfMonth(day, months);
  const last = addDays(firstOfMonth(day, months + 1), -1);
  const same = addDays(first, Number(day.slice(8)) - 1);
  return same < last ? same : last;
}

/** Weeks begin on Monday, as in ISO 8601 and in the server's sums. */
export function firstOfWeek(day: CalendarDay): CalendarDay {
  const daysSinceMonday = (new Date(utcMidnight(day)).getUTCDay() + 6) % 7;
  return addDays(day, -daysSinceMonday);
}

/** Whole days from one day to a later one; both may lie on either side of a clock change. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / DAY_MS);
}

/** The day on the wall calendar of `zone` at that instant. */
export function dayIn(zone: string, at: Date): CalendarDay {
  return isoDay(at.getTime() + offsetMs(zone, at.getTime()));
}

/** The first instant of a day in a zone. Where the clocks skip midnight this is the moment they jump. */
export function startOfDay(zone: string, day: CalendarDay): Date {
  return instantAt(zone, day, 0);
}

/**
 * The instant at which the clocks of a zone show a time of a day, given in milliseconds since midnight. Where they
 * skip that time it is the moment they jump to; where the time comes twice it is the earlier one.
 */
export function instantAt(zone: string, day: CalendarDay, timeMs: number): Date {
  const wallClock = utcMidnight(day) + timeMs;
  const before = wallClock - offsetMs(zone, wallClock - DAY_MS);
  const after = wallClock - offsetMs(zone, wallClock + DAY_MS);
  const fits = [before, after].filter((at) => at + offsetMs(zone, at) === wallClock);
  return new Date(fits.length > 0 ? Math.min(...fits) : before);
}

/** What the clocks of a zone show at an instant, in milliseconds since midnight. */
export function timeOfDayMs(zone: string, at: Date): number {
  const wallClock = at.getTime() + offsetMs(zone, at.getTime());
  return wallClock - Math.floor(wallClock / DAY_MS) * DAY_MS;
}

/** The full hour of the zone's clock in which the instant lies; zones are up to 45 minutes off the hour of UTC. */
export function startOfHour(zone: string, at: Date): Date {
  const offset = offsetMs(zone, at.getTime());
  return new Date(Math.floor((at.getTime() + offset) / HOUR_MS) * HOUR_MS - offset);
}

/**
 * The time up to now, from one slot of the server's sums to another: it ends with the quarter of an hour that is
 * still running, so that the newest requests are in it, and stays the same for up to fifteen minutes.
 */
export function rollingRange(now: Date, lengthMs: number): { from: Date; to: Date } {
  const to = Math.floor(now.getTime() / SLOT_MS) * SLOT_MS + SLOT_MS;
  return { from: new Date(to - lengthMs), to: new Date(to) };
}

function utcMidnight(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function isoDay(utcMs: number): CalendarDay {
  return new Date(utcMs).toISOString().slice(0, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function offsetMs(zone: string, utcMs: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, clock);
  }
  const part = Object.fromEntries(clock.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const wallClock = Date.UTC(year, month - 1, day, hour, minute, second);
  return wallClock - Math.floor(utcMs / 1000) * 1000;
}
