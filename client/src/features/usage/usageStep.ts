import {
  addDays,
  DAY_MS,
  dayIn,
  firstOfMonth,
  firstOfWeek,
  HOUR_MS,
  startOfDay,
  startOfHour,
} from '../../lib/zonedTime';
import type { Instants } from './usageRange';

/** How wide one bar of the chart is; in the words of the server. */
export const STEPS = ['FIVE_MINUTES', 'HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type Step = (typeof STEPS)[number];

/** The same in the words of addresses and texts. */
export const STEP_WORDS = {
  FIVE_MINUTES: '5min',
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
} as const satisfies Record<Step, string>;

/** More bars than this are a smear. */
const MOST_BARS = 750;
const FIVE_MINUTES_MS = HOUR_MS / 12;

const SHORTEST_MS: Readonly<Record<Step, number>> = {
  FIVE_MINUTES: FIVE_MINUTES_MS,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
  WEEK: 7 * DAY_MS,
  MONTH: 28 * DAY_MS,
};

/** The step that gives a range a readable number of bars. A day more or less by a clock change does not count. */
export function autoStep({ from, to }: Instants): Step {
  const lengthMs = to.getTime() - from.getTime();
  if (lengthMs <= 6 * HOUR_MS) return 'FIVE_MINUTES';
  const days = (lengthMs - HOUR_MS) / DAY_MS;
  if (days <= 3) return 'HOUR';
  if (days <= 92) return 'DAY';
  return days <= 400 ? 'WEEK' : 'MONTH';
}

export function isTooFine(step: Step, { from, to }: Instants): boolean {
  return (to.getTime() - from.getTime()) / SHORTEST_MS[step] > MOST_BARS;
}

/**
 * Where each bar begins, the first one possibly before the range: minutes and hours by the zone's clock, days and more
 * by its calendar, so that a day with a clock change is one bar of 23 or 25 hours. At most MOST_BARS and one.
 */
export function barStarts(step: Step, { from, to }: Instants, zone: string): readonly Date[] {
  const starts: Date[] = [];
  let start = startOfStep(step, from, zone);
  while (start < to && starts.length <= MOST_BARS) {
    starts.push(start);
    start = nextStart(step, start, zone);
  }
  return starts;
}

/** The time that one bar stands for, within the range. */
export function barInstants(step: Step, start: Date, { from, to }: Instants, zone: string): Instants {
  const end = nextStart(step, start, zone);
  return { from: start < from ? from : start, to: end > to ? to : end };
}

function startOfStep(step: Step, at: Date, zone: string): Date {
  if (step === 'FIVE_MINUTES') return new Date(Math.floor(at.getTime() / FIVE_MINUTES_MS) * FIVE_MINUTES_MS);
  if (step === 'HOUR') return startOfHour(zone, at);
  const day = dayIn(zone, at);
  if (step === 'DAY') return startOfDay(zone, day);
  return startOfDay(zone, step === 'WEEK' ? firstOfWeek(day) : firstOfMonth(day));
}

function nextStart(step: Step, start: Date, zone: string): Date {
  if (step === 'FIVE_MINUTES' || step === 'HOUR') return new Date(start.getTime() + SHORTEST_MS[step]);
  const day = dayIn(zone, start);
  if (step === 'DAY') return startOfDay(zone, addDays(day, 1));
  return startOfDay(zone, step === 'WEEK' ? addDays(day, 7) : firstOfMonth(day, 1));
}

/** What makes two instants belong to the same bar: the time itself, else the day on which the bar begins. */
export function barKey(step: Step, start: Date, zone: string): string {
  return step === 'FIVE_MINUTES' || step === 'HOUR' ? start.toISOString() : dayIn(zone, start);
}
