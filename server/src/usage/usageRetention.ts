import type { ReconciliationRepository } from './reconciliation.repository';
import type { SlotProofRepository } from './slotProof.repository';
import type { OnWrong, SumsProof } from './sumsProof';
import type { UsageDaysRepository } from './usageDays.repository';
import type { UsagePartitionsRepository } from './usagePartitions.repository';
import { dayAfter, startOfDay } from './utcDays';

export interface UsageRetentionParts {
  /** How many days of the ledger are kept. */
  readonly days: number;
  readonly proof: ReconciliationRepository;
  readonly slots: SlotProofRepository;
  readonly folds: UsageDaysRepository;
  readonly partitions: UsagePartitionsRepository;
  readonly sums: SumsProof;
  /** Told of every day that is gone. */
  readonly onDropped: (day: string) => void;
}

const DAYS_AT_A_TIME = 20;
const LATE_AT_A_TIME = 1_000;

/**
 * Drops days of the ledger that are older than its operator wants to keep them. Their sums stay for good. A day goes only when
 * its slots are proved and folded into days, and after it was closed for settlements and proved once more.
 */
export class UsageRetention {
  constructor(private readonly parts: UsageRetentionParts) {}

  /** At most 20 days, oldest first; stops at one that is not ready. Call it while nobody else proves. */
  async dropOld(onWrong: OnWrong): Promise<void> {
    const { provedUpTo, today } = await this.parts.proof.state();
    const before = dayAfter(today, -this.parts.days);
    const old = await this.parts.partitions.listDays(before, DAYS_AT_A_TIME);
    for (const day of old) {
      const isProved = provedUpTo !== null && provedUpTo >= startOfDay(dayAfter(day));
      if (!isProved || !(await this.parts.folds.isFolded(day))) return;
      await this.drop(day, onWrong);
    }
  }

  private async drop(day: string, onWrong: OnWrong): Promise<void> {
    await this.parts.proof.setLedgerFrom(dayAfter(day));
    // Nothing can be settled there any more: this proof is the last one.
    await this.parts.sums.slots(startOfDay(day), startOfDay(dayAfter(day)), 'system', onWrong);
    await this.parts.folds.settleLate(await this.parts.slots.listLate(LATE_AT_A_TIME));
    await this.parts.partitions.drop(day);
    this.parts.onDropped(day);
  }
}
