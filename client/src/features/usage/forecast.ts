import { DAY_MS } from '../../lib/zonedTime';
import type { Instants } from './usageRange';

/** Fewer days say nothing about the rest. */
const FEWEST_DAYS = 5;

/**
 * What a range that is not over comes to at the pace so far; null before five days have passed, and when less than a
 * day is left.
 */
export function forecastOf(total: number, { from, to }: Instants, now: Date): number | null {
  const passedMs = now.getTime() - from.getTime();
  if (passedMs < FEWEST_DAYS * DAY_MS || to.getTime() - now.getTime() < DAY_MS || total === 0) return null;
  return (total / passedMs) * (to.getTime() - from.getTime());
}
