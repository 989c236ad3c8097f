import {
  addDays,
  type CalendarDay,
  DAY_MS,
  dayIn,
  isCalendarDay,
  MINUTE_MS,
  startOfDay,
} from '../../lib/zonedTime';

/** Days from today that the form offers. */
const PRESET_DAYS = { '7d': 7, '30d': 30, '60d': 60, '90d': 90, '365d': 365 } as const;

const PRESETS = ['7d', '30d', '60d', '90d', '365d'] as const;
const EXPIRATION_CHOICES = ['never', ...PRESETS, 'custom'] as const;

/** `keep` stands for what an existing key has, `longest` for all that the operator allows. */
export type ExpirationChoice = (typeof EXPIRATION_CHOICES)[number] | 'keep' | 'longest';

export interface Expiration {
  readonly choice: ExpirationChoice;
  /** The last day of the key, for the choice `custom`. */
  readonly customDay: CalendarDay | '';
}

interface ExpirationContext {
  readonly now: Date;
  readonly zone: string;
  /** When the key ends as it is; null when it never does. */
  readonly current: string | null;
  /** The operator lets no key live longer than so many days of 24 hours; null: keys may live for ever. */
  readonly maxDays: number | null;
}

/** What can be chosen under the operator's rule; a rule that is no preset becomes a choice of its own. */
export function expirationChoices(maxDays: number | null): readonly Exclude<ExpirationChoice, 'keep'>[] {
  if (maxDays === null) return EXPIRATION_CHOICES;
  const shorter = PRESETS.filter((choice) => PRESET_DAYS[choice] < maxDays);
  return [...shorter, 'longest', 'custom'];
}

/** The last day that may be chosen; null when any may. */
export function lastDay({ now, zone, maxDays }: ExpirationContext): CalendarDay | null {
  return maxDays === null ? null : dayIn(zone, latestEnd(now, maxDays));
}

/** The last instant of the chosen day in the member's zone; null for never and for a day that is not one. */
export function expiresAtOf({ choice, customDay }: Expiration, context: ExpirationContext): string | null {
  const { now, zone, current, maxDays } = context;
  if (choice === 'keep') return current;
  if (choice === 'never') return null;
  if (choice === 'longest') return maxDays === null ? null : latestEnd(now, maxDays).toISOString();
  if (choice === 'custom') return isCalendarDay(customDay) ? allowedEnd(customDay, context) : null;
  return allowedEnd(addDays(dayIn(zone, now), PRESET_DAYS[choice]), context);
}

export type ExpirationProblem = 'dayMissing' | 'dayPast' | 'dayFar';

export function expirationProblem(
  { choice, customDay }: Expiration,
  context: ExpirationContext,
): ExpirationProblem | null {
  if (choice !== 'custom') return null;
  if (!isCalendarDay(customDay)) return 'dayMissing';
  if (endOfDay(customDay, context.zone) <= context.now.toISOString()) return 'dayPast';
  const last = lastDay(context);
  return last !== null && customDay > last ? 'dayFar' : null;
}

/** The end of the day, or as much of the last allowed day as the rule leaves. */
function allowedEnd(day: CalendarDay, context: ExpirationContext): string {
  const end = endOfDay(day, context.zone);
  if (context.maxDays === null || day !== lastDay(context)) return end;
  const latest = latestEnd(context.now, context.maxDays).toISOString();
  return end < latest ? end : latest;
}

/** A minute within the rule, as the server's clock may be behind this one. */
function latestEnd(now: Date, maxDays: number): Date {
  return new Date(now.getTime() + maxDays * DAY_MS - MINUTE_MS);
}

function endOfDay(day: CalendarDay, zone: string): string {
  return new Date(startOfDay(zone, addDays(day, 1)).getTime() - 1).toISOString();
}
