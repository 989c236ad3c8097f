import { INPUT_LIMITS } from '@keymeter/shared';
import {
  addDays,
  type CalendarDay,
  DAY_MS,
  dayIn,
  daysBetween,
  firstOfMonth,
  startOfDay,
} from '../../lib/zonedTime';
import type { Instants, TypedRange } from './usageRange';

/** The sums of the server begin at full minutes of this length. */
const SLOT_MS = DAY_MS / 96;

/** The period of the same length just before (-1) or after (1): whole months for months, days for days. */
export function shifted(instants: Instants, zone: string, direction: 1 | -1): Instants {
  const days = wholeDays(instants, zone);
  if (days === null) {
    const lengthMs = (instants.to.getTime() - instants.from.getTime()) * direction;
    return {
      from: new Date(instants.from.getTime() + lengthMs),
      to: new Date(instants.to.getTime() + lengthMs),
    };
  }
  const months = wholeMonths(days);
  const move = (day: CalendarDay) =>
    months === null
      ? addDays(day, daysBetween(days.from, days.to) * direction)
      : firstOfMonth(day, months * direction);
  return { from: startOfDay(zone, move(days.from)), to: startOfDay(zone, move(days.to)) };
}

/** Twice as long around the same middle, and never longer than may be asked for. */
export function zoomedOut(instants: Instants, zone: string): Instants {
  const days = wholeDays(instants, zone);
  if (days === null) {
    const halfMs = Math.ceil((instants.to.getTime() - instants.from.getTime()) / 2 / SLOT_MS) * SLOT_MS;
    return { from: new Date(instants.from.getTime() - halfMs), to: new Date(instants.to.getTime() + halfMs) };
  }
  const length = daysBetween(days.from, days.to);
  const more = Math.min(length, INPUT_LIMITS.usageRangeDays - length);
  const before = Math.ceil(more / 2);
  return {
    from: startOfDay(zone, addDays(days.from, -before)),
    to: startOfDay(zone, addDays(days.to, more - before)),
  };
}

/** How the address writes two instants: as days where both are midnight in the zone, else to the minute in UTC. */
export function typedRangeOf(instants: Instants, zone: string): TypedRange {
  const days = wholeDays(instants, zone);
  if (days !== null) return { kind: 'typed', ...days };
  const minute = (at: Date) => `${at.toISOString().slice(0, 16)}Z`;
  return { kind: 'typed', from: minute(instants.from), to: minute(instants.to) };
}

/**
 * What a period is compared with: the one before it. Of a period that is not over, the one before counts as far as this
 * one has come, so that like is compared with like.
 */
export function comparedPeriod(instants: Instants, zone: string, now: Date): Instants {
  const before = shifted(instants, zone, -1);
  if (now >= instants.to || now <= instants.from) return before;
  const elapsedMs = Math.ceil((now.getTime() - instants.from.getTime()) / SLOT_MS) * SLOT_MS;
  const to = Math.min(before.from.getTime() + elapsedMs, before.to.getTime());
  return { from: before.from, to: new Date(to) };
}

interface Days {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

function wholeDays({ from, to }: Instants, zone: string): Days | null {
  const days = { from: dayIn(zone, from), to: dayIn(zone, to) };
  const isWhole =
    startOfDay(zone, days.from).getTime() === from.getTime() &&
    startOfDay(zone, days.to).getTime() === to.getTime();
  return isWhole ? days : null;
}

/** How many months two days span when both are the first of one; else null. */
function wholeMonths({ from, to }: Days): number | null {
  if (!from.endsWith('-01') || !to.endsWith('-01')) return null;
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}
