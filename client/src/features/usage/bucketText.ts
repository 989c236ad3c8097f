import { dateFormat } from '../../lib/dateFormat';
import { dayIn, startOfDay } from '../../lib/zonedTime';
import type { Step } from './usageStep';

/** A bar's name on the axis, as short as its step allows; of hours, midnight bears the name of its day. */
export function axisText(start: Date, step: Step, zone: string, locale: string): string {
  const isShort = step === 'HOUR' || step === 'FIVE_MINUTES';
  const options = isShort && isMidnight(start, zone) ? AXIS.DAY : AXIS[step];
  return dateFormat(locale, { ...options, timeZone: zone }).format(start);
}

export function isMidnight(start: Date, zone: string): boolean {
  return startOfDay(zone, dayIn(zone, start)).getTime() === start.getTime();
}

/** A bar's full name, for tooltips and sentences. */
export function barText(start: Date, step: Step, zone: string, locale: string): string {
  const format = dateFormat(locale, { ...FULL[step], timeZone: zone });
  return format.format(start);
}

const AXIS: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  FIVE_MINUTES: { hour: '2-digit', minute: '2-digit' },
  HOUR: { hour: '2-digit', minute: '2-digit' },
  DAY: { day: 'numeric', month: 'short' },
  WEEK: { day: 'numeric', month: 'short' },
  MONTH: { month: 'short', year: 'numeric' },
};

const FULL: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  FIVE_MINUTES: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  HOUR: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  DAY: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  WEEK: { day: 'numeric', month: 'short', year: 'numeric' },
  MONTH: { month: 'long', year: 'numeric' },
};
