import { invalidInput } from '../platform/domainError';
import type { UsageStep } from './usageStep';
import { daysBetween } from './utcDays';

/** What of a question decides which single calls it needs. */
export interface CallsAsked {
  readonly granularity: UsageStep;
  readonly from: Date;
  readonly to: Date;
}

/** True for what is finer than the sums: it is read from the ledger alone. */
export function isFinerThanSlots(step: UsageStep): boolean {
  return step === 'MINUTE' || step === 'FIVE_MINUTES';
}

/** The days of the ledger, in UTC, that a question reads: for what its range cuts out of a quarter of an hour, or all of it. */
export function ledgerDays(asked: CallsAsked): string[] {
  if (isFinerThanSlots(asked.granularity)) return daysBetween(asked.from, asked.to);
  return [...new Set([...daysOfFirstCut(asked), ...daysOfLastCut(asked)])];
}

const QUARTER_MS = 15 * 60_000;

function daysOfFirstCut({ from }: CallsAsked): string[] {
  return daysBetween(from, new Date(Math.ceil(from.getTime() / QUARTER_MS) * QUARTER_MS));
}

function daysOfLastCut({ to }: CallsAsked): string[] {
  return daysBetween(new Date(Math.floor(to.getTime() / QUARTER_MS) * QUARTER_MS), to);
}

/**
 * Refuses what could not be answered whole, rather than leave calls out without a word.
 *
 * @param ledgerFrom the first day, in UTC, of which single calls are kept; null: all are.
 * @throws DomainError INVALID_INPUT naming what can be asked.
 */
export function refuseCallsGone(asked: CallsAsked, ledgerFrom: string | null): void {
  if (ledgerFrom === null) return;
  const isGone = (day: string): boolean => day < ledgerFrom;
  if (!ledgerDays(asked).some(isGone)) return;
  const kept = `Single calls are kept from ${ledgerFrom}, in UTC, on.`;
  if (isFinerThanSlots(asked.granularity)) {
    throw invalidInput('granularity', `${kept} Begin then or later, or ask for an hour or longer at a time.`);
  }
  const field = daysOfFirstCut(asked).some(isGone) ? 'from' : 'to';
  throw invalidInput(field, `${kept} Before, use whole quarters of an hour, such as 10:15.`);
}
