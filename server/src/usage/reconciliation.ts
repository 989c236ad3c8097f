import type { ReconciliationRepository } from './reconciliation.repository';
import type { SlotProofRepository } from './slotProof.repository';
import type { OnWrong, SumsProof } from './sumsProof';
import type { FoldRange, UsageDaysRepository } from './usageDays.repository';
import type { UsageRetention } from './usageRetention';
import { dayAfter, dayBefore, daySpans, startOfDay } from './utcDays';

export interface ReconciliationParts {
  readonly proof: ReconciliationRepository;
  readonly slots: SlotProofRepository;
  readonly days: UsageDaysRepository;
  readonly sums: SumsProof;
  /** Drops what the ledger need not keep. */
  readonly retention: UsageRetention;
  /** Told of wrong sums, each once, when they are found. */
  readonly onWrong: OnWrong;
  /** Milliseconds from any fixed point, never set back. */
  readonly monotonicMs: () => number;
}

const LATE_AT_A_TIME = 1_000;
const ACCOUNTS_AT_A_TIME = 200;
/** Few enough that one statement folds the last day of as many busy accounts well within its time limit. */
const FOLDED_AT_A_TIME = 20;
const MOST_ROUNDS = 10_000;
/** How long one cycle sweeps through what was proved before. */
const SWEEP_MS = 3_000;

/**
 * Proves the sums: ledger against slots, slots against days. One cycle closes slots, proves what is new and what came late,
 * folds the days that are over, and then sweeps through everything that was proved before, for at most three seconds: a
 * small installation is proved as a whole in every cycle, a large one goes on where the last cycle stopped. What is wrong
 * is repaired and recorded in the audit log. In the end the days go that the ledger need not keep.
 */
export class Reconciliation {
  constructor(private readonly parts: ReconciliationParts) {}

  /** One cycle; nothing when another process is at it, or began one within this time. */
  async cycle(notWithinSeconds = 0): Promise<void> {
    await this.parts.proof.alone(async () => {
      if (!(await this.parts.proof.beginCycle(notWithinSeconds))) return;
      const closedUpTo = await this.parts.proof.close();
      await this.proveLate();
      await this.proveNew(closedUpTo);
      await this.foldDays();
      await this.sweep();
      // What the sweep has repaired has marked its days.
      await this.proveLate();
      await this.parts.retention.dropOld(this.parts.onWrong);
    });
  }

  private async proveNew(closedUpTo: Date): Promise<void> {
    const { provedUpTo, ledgerFrom } = await this.parts.proof.state();
    const firstDay = await this.parts.slots.firstDay();
    const from = provedUpTo ?? (firstDay === null ? closedUpTo : startOfDay(firstDay));
    const start = ledgerFrom !== null && startOfDay(ledgerFrom) > from ? startOfDay(ledgerFrom) : from;
    for (const span of daySpans(start, closedUpTo)) {
      await this.parts.sums.slots(span.from, span.to, 'system', this.parts.onWrong);
      await this.parts.proof.setProvedUpTo(span.to);
    }
    await this.parts.proof.setProvedUpTo(closedUpTo);
  }

  private async proveLate(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const late = await this.parts.slots.listLate(LATE_AT_A_TIME);
      const { ledgerFrom } = await this.parts.proof.state();
      const start = ledgerFrom === null ? '' : `${ledgerFrom}T00:00:00Z`;
      const provable = late.filter(({ slotStart }) => slotStart >= start);
      await this.parts.sums.lateSlots(provable, 'system', this.parts.onWrong);
      await this.parts.days.settleLate(late);
      if (late.length < LATE_AT_A_TIME) return;
    }
  }

  private async foldDays(): Promise<void> {
    const { provedUpTo } = await this.parts.proof.state();
    if (provedUpTo === null) return;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if ((await this.parts.days.begin(ACCOUNTS_AT_A_TIME)) < ACCOUNTS_AT_A_TIME) break;
    }
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if ((await this.parts.days.fold(provedUpTo, FOLDED_AT_A_TIME)) === 0) return;
    }
  }

  /** Slots from the newest day to the oldest, then days account by account, each at most once. */
  private async sweep(): Promise<void> {
    const endsAt = this.parts.monotonicMs() + SWEEP_MS;
    const hasTime = (): boolean => this.parts.monotonicMs() < endsAt;
    await this.sweepSlots(hasTime);
    await this.sweepDays(hasTime);
  }

  private async sweepSlots(hasTime: () => boolean): Promise<void> {
    const { ledgerFrom, sweepDay, today } = await this.parts.proof.state();
    const first = await this.parts.slots.firstDay();
    if (first === null) return;
    const oldest = ledgerFrom !== null && ledgerFrom > first ? ledgerFrom : first;
    const begin = sweepDay !== null && sweepDay >= oldest && sweepDay <= today ? sweepDay : today;
    let day = begin;
    do {
      await this.parts.sums.slots(startOfDay(day), startOfDay(dayAfter(day)), 'system', this.parts.onWrong);
      day = day <= oldest ? today : dayBefore(day);
      await this.parts.proof.setSweepDay(day);
    } while (day !== begin && hasTime());
  }

  private async sweepDays(hasTime: () => boolean): Promise<void> {
    const { sweepAccount } = await this.parts.proof.state();
    const isThrough = await this.sweepAccounts({ after: sweepAccount, last: null }, hasTime);
    if (isThrough && sweepAccount !== null) {
      await this.sweepAccounts({ after: null, last: sweepAccount }, hasTime);
    }
  }

  /** @returns false when the time was over before the last account. */
  private async sweepAccounts(range: FoldRange, hasTime: () => boolean): Promise<boolean> {
    for (let after = range.after; ; ) {
      const folds = await this.parts.days.listFolds({ ...range, after }, ACCOUNTS_AT_A_TIME);
      for (const fold of folds) {
        await this.parts.sums.allDays(fold, 'system', this.parts.onWrong);
        await this.parts.proof.setSweepAccount(fold.accountId);
        if (!hasTime()) return false;
      }
      if (folds.length < ACCOUNTS_AT_A_TIME) return true;
      after = folds.at(-1)?.accountId ?? null;
    }
  }
}
