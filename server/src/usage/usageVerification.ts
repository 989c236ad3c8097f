import { setTimeout as sleep } from 'node:timers/promises';
import type { ReconciliationRepository } from './reconciliation.repository';
import type { SlotProofRepository } from './slotProof.repository';
import type { Repairer, SumsProof } from './sumsProof';
import type { Fold, UsageDaysRepository } from './usageDays.repository';
import { dayAfter, startOfDay } from './utcDays';
import type { WrongSum } from './wrongSum';

/** What a look at all sums came to. */
export interface VerificationReport {
  /** The first and the last day of the ledger that was looked at, in UTC; null when nothing was used yet. */
  readonly from: string | null;
  readonly to: string | null;
  /** Accounts whose folded days were looked at. */
  readonly accounts: number;
  /** How many sums were wrong. */
  readonly wrong: number;
  /** The first hundred of them. */
  readonly differences: readonly WrongSum[];
}

/** What a rebuild found and mended, and what it could not. */
export interface Rebuilt {
  readonly repaired: VerificationReport;
  readonly left: VerificationReport;
}

export interface VerificationParts {
  readonly proof: ReconciliationRepository;
  readonly slots: SlotProofRepository;
  readonly days: UsageDaysRepository;
  readonly sums: SumsProof;
}

/** Told how far it is, in a sentence. */
export type OnProgress = (line: string) => void;

const MOST_TOLD = 100;
const WAIT_SECONDS = 60;
const ACCOUNTS_AT_A_TIME = 200;
const LATE_AT_A_TIME = 1_000;

/** Looks at every sum there is: for the command line. Holds a day or an account in memory at a time. */
export class UsageVerification {
  constructor(private readonly parts: VerificationParts) {}

  /** Compares ledger, slots and days, and changes nothing. Settlements go on meanwhile. */
  verify(onProgress: OnProgress): Promise<VerificationReport> {
    return this.look(null, onProgress);
  }

  /**
   * Makes all slots and days again from the ledger, as far as it reaches back, and records it in the audit log.
   *
   * Waits for a process that proves or repairs right now, for a minute at most.
   *
   * @returns what was wrong before, and what is still wrong; null when another process was at it all the time.
   */
  async rebuild(onProgress: OnProgress): Promise<Rebuilt | null> {
    for (let second = 0; second < WAIT_SECONDS; second += 1) {
      const rebuilt = await this.parts.proof.alone(async () => {
        const repaired = await this.look('operator', onProgress);
        return { repaired, left: await this.look(null, onProgress) };
      });
      if (rebuilt !== null) return rebuilt;
      onProgress('another process is proving the sums; waiting for it');
      await sleep(1_000);
    }
    return null;
  }

  private async look(repairer: Repairer, onProgress: OnProgress): Promise<VerificationReport> {
    const differences: WrongSum[] = [];
    let wrong = 0;
    const onWrong = (sums: readonly WrongSum[]): void => {
      wrong += sums.length;
      differences.push(...sums.slice(0, MOST_TOLD - differences.length));
    };
    const { ledgerFrom, today } = await this.parts.proof.state();
    const first = await this.parts.slots.firstDay();
    const from = ledgerFrom !== null && (first === null || ledgerFrom > first) ? ledgerFrom : first;
    const to = from === null ? null : today;
    if (from !== null && to !== null) {
      for (let day = from; day <= to; day = dayAfter(day)) {
        await this.parts.sums.slots(startOfDay(day), startOfDay(dayAfter(day)), repairer, onWrong);
        onProgress(`${day} of ${from} to ${to}: ${wrong} wrong sums`);
      }
    }
    if (repairer !== null) await this.refoldLate();
    const accounts = await this.lookAtDays(repairer, onWrong, onProgress);
    return { from, to, accounts, wrong, differences };
  }

  private async lookAtDays(
    repairer: Repairer,
    onWrong: (sums: readonly WrongSum[]) => void,
    onProgress: OnProgress,
  ): Promise<number> {
    let accounts = 0;
    for (let after: string | null = null; ; ) {
      const folds: Fold[] = await this.parts.days.listFolds({ after, last: null }, ACCOUNTS_AT_A_TIME);
      for (const fold of folds) await this.parts.sums.allDays(fold, repairer, onWrong);
      accounts += folds.length;
      if (folds.length < ACCOUNTS_AT_A_TIME) return accounts;
      onProgress(`closed days of ${accounts} accounts`);
      after = folds.at(-1)?.accountId ?? null;
    }
  }

  private async refoldLate(): Promise<void> {
    for (;;) {
      const late = await this.parts.slots.listLate(LATE_AT_A_TIME);
      await this.parts.days.settleLate(late);
      if (late.length < LATE_AT_A_TIME) return;
    }
  }
}
