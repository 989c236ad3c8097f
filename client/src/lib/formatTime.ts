import { dateFormat } from './dateFormat';
import { DAY_MS, HOUR_MS } from './zonedTime';

const MINUTE_MS = 60_000;

/** "3 hours ago", "in 4 days": the largest unit that fits, rounded towards now. */
export function formatRelative(at: Date, now: Date, locale: string): string {
  const format = relativeFormat(locale);
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  const in_ = (unitMs: number) => Math.trunc(distance / unitMs);
  if (size < MINUTE_MS) return format.format(0, 'second');
  if (size < HOUR_MS) return format.format(in_(MINUTE_MS), 'minute');
  if (size < DAY_MS) return format.format(in_(HOUR_MS), 'hour');
  if (size < 60 * DAY_MS) return format.format(in_(DAY_MS), 'day');
  if (size < 730 * DAY_MS) return format.format(in_(30.44 * DAY_MS), 'month');
  return format.format(in_(365.25 * DAY_MS), 'year');
}

/** One for each language of the screens. */
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const format = relativeFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  relativeFormats.set(locale, format);
  return format;
}

/** "30 Jun 2025, 14:05:12 (Europe/Berlin)": nothing left to guess. */
export function formatExact(at: Date, zone: string, locale: string): string {
  const text = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone });
  return `${text.format(at)} (${zone})`;
}

/** The same without seconds, for moments that people choose: "23 Dec 2026, 23:59 (Europe/Berlin)". */
export function formatMinute(at: Date, zone: string, locale: string): string {
  const text = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return `${text.format(at)} (${zone})`;
}

export function formatDate(at: Date, zone: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(at);
}

/** Day and month, with the year only where the two ends do not share it with today: "25 May – 23 Jun". */
export function formatDayRange(from: Date, to: Date, zone: string, locale: string): string {
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: zone,
  }).formatRange(from, to);
}

export function formatClock(at: Date, zone: string, locale: string): string {
  return dateFormat(locale, { timeStyle: 'medium', timeZone: zone }).format(at);
}

/** A time shorter than some days, to the minute: "12 Jun 2026, 14:00 – 15:00". */
export function formatTimeRange(from: Date, to: Date, zone: string, locale: string): string {
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).formatRange(from, to);
}
