import { addDays, type CalendarDay, dayIn, isCalendarDay, startOfDay } from '../../lib/zonedTime';

/** Days from today that the form offers. */
const PRESET_DAYS = { '7d': 7, '30d': 30, '60d': 60, '90d': 90, '365d': 365 } as const;

export const EXPIRATION_CHOICES = ['never', '7d', '30d', '60d', '90d', '365d', 'custom'] as const;

/** `keep` stands for what an existing key has. */
export type ExpirationChoice = (typeof EXPIRATION_CHOICES)[number] | 'keep';

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
}

/** The last instant of the chosen day in the member's zone; null for never and for a day that is not one. */
export function expiresAtOf(
  { choice, customDay }: Expiration,
  { now, zone, current }: ExpirationContext,
): string | null {
  if (choice === 'keep') return current;
  if (choice === 'never') return null;
  if (choice === 'custom') return isCalendarDay(customDay) ? endOfDay(customDay, zone) : null;
  return endOfDay(addDays(dayIn(zone, now), PRESET_DAYS[choice]), zone);
}

export type ExpirationProblem = 'dayMissing' | 'dayPast';

export function expirationProblem(
  { choice, customDay }: Expiration,
  context: ExpirationContext,
): ExpirationProblem | null {
  if (choice !== 'custom') return null;
  if (!isCalendarDay(customDay)) return 'dayMissing';
  return endOfDay(customDay, context.zone) <= context.now.toISOString() ? 'dayPast' : null;
}

function endOfDay(day: CalendarDay, zone: string): string {
  return new Date(startOfDay(zone, addDays(day, 1)).getTime() - 1).toISOString();
}
