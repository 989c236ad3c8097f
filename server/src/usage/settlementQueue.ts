import { setTimeout as sleep } from 'node:timers/promises';
import { splitOnBadRow } from '../platform/splitOnBadRow';
import type { Settlement } from './settlement';
import { notRecordedInTime, SettlementTooOld } from './settlement.errors';
import type { SettlementSpool } from './settlementSpool';

export interface SettlementQueueOptions {
  /** Told when the database could not be asked, and when it will never take a certain row. */
  readonly onError: (error: unknown, message: string) => void;
  /** Where settlements are kept while the database is away; without it they wait in memory alone. */
  readonly spool?: Pick<SettlementSpool, 'append' | 'forget'>;
  /** Most settlements in one statement. */
  readonly batchSize?: number;
  /** From so many waiting settlements on, new calls had better be refused. */
  readonly fullAt?: number;
}

interface Waiting {
  readonly settlement: Settlement;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
  /** True for a call whose client waits: it may be kept on the disk. */
  readonly mayBeKept: boolean;
}

const RETRY_FROM_MS = 50;
const RETRY_UP_TO_MS = 1_000;
/** The share of a wait after which a settlement goes to the disk. A disk may be slow, and most of the wait is left for it. */
const KEEP_AFTER = 0.25;

/**
 * Settles calls in batches: while one statement is under way the next batch gathers, without a timer. When the database
 * is away the settlements wait in memory and are tried again until they are in; those whose clients wait are kept on the disk
 * besides, and are then as good as recorded.
 */
export class SettlementQueue {
  private readonly waiting: Waiting[] = [];
  private underWay: readonly Waiting[] = [];
  private working: Promise<void> | null = null;
  private stopped = false;
  private readonly batchSize: number;
  private readonly fullAt: number;

  constructor(
    /** Commits settlements; answers with the ids of those that are too old for the ledger. */
    private readonly write: (settlements: readonly Settlement[]) => Promise<readonly string[]>,
    private readonly options: SettlementQueueOptions,
  ) {
    this.batchSize = options.batchSize ?? 500;
    this.fullAt = options.fullAt ?? 50_000;
  }

  /** Settlements that are not committed yet. */
  get pending(): number {
    return this.waiting.length + this.underWay.length;
  }

  /** True when the database has been away for so long that no further call should be let in. */
  get isFull(): boolean {
    return this.pending >= this.fullAt;
  }

  /**
   * Resolves once the settlement is committed. Safe to repeat with the same id.
   *
   * @throws DomainError UNAVAILABLE when it was not committed within `giveUpAfterMs`; it stays queued all the same.
   * @throws SettlementTooOld when the ledger has dropped its day.
   */
  settle(settlement: Settlement, giveUpAfterMs: number): Promise<void> {
    return this.enqueue(settlement, giveUpAfterMs, false);
  }

  /**
   * The same for a call whose client waits: resolves once the settlement is on record for good, in the ledger or, when the
   * database does not answer, in the spool of this machine, from which it gets into the ledger later.
   *
   * @throws DomainError UNAVAILABLE when it is neither within `giveUpAfterMs`; it stays queued all the same.
   */
  settleOrKeep(settlement: Settlement, giveUpAfterMs: number): Promise<void> {
    return this.enqueue(settlement, giveUpAfterMs, true);
  }

  /** Waits until everything is committed, at most so long. @returns how many settlements are left. */
  async drain(deadlineMs: number): Promise<number> {
    if (this.working !== null)
      await Promise.race([this.working, sleep(deadlineMs, undefined, { ref: false })]);
    return this.pending;
  }

  /** Gives up on what is still queued: it is kept on the disk where that is possible. Call `drain` first. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.underWay, ...this.waiting].map((waiting) => this.keep(waiting)));
  }

  private enqueue(settlement: Settlement, giveUpAfterMs: number, mayBeKept: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timers = [setTimeout(() => reject(notRecordedInTime()), giveUpAfterMs)];
      const clear = (): void => timers.forEach(clearTimeout);
      const waiting: Waiting = {
        settlement,
        mayBeKept,
        done: () => {
          clear();
          resolve();
        },
        failed: (error) => {
          clear();
          reject(error);
        },
      };
      if (mayBeKept && this.options.spool) {
        timers.push(setTimeout(() => void this.keep(waiting), giveUpAfterMs * KEEP_AFTER));
      }
      this.waiting.push(waiting);
      this.working ??= this.work();
    });
  }

  /** Never throws: whoever waits is told what came of it. */
  private async keep({ settlement, mayBeKept, done, failed }: Waiting): Promise<void> {
    const { spool, onError } = this.options;
    if (!spool || !mayBeKept) {
      failed(notRecordedInTime());
      return;
    }
    try {
      await spool.append(settlement);
      done();
    } catch (error) {
      onError(error, `The settlement of the call ${settlement.requestId} could not be kept on the disk.`);
      failed(notRecordedInTime(error));
    }
  }

  private async work(): Promise<void> {
    let retryMs = RETRY_FROM_MS;
    while (this.waiting.length > 0 && !this.stopped) {
      // Calls that end in the same turn of the event loop share a statement.
      await new Promise(setImmediate);
      if (this.stopped) break;
      this.underWay = this.waiting.splice(0, this.batchSize);
      try {
        await this.writeBatch(this.underWay);
        this.underWay = [];
        retryMs = RETRY_FROM_MS;
      } catch (error) {
        this.options.onError(error, 'Settlements wait: the database cannot be asked.');
        this.waiting.unshift(...this.underWay);
        this.underWay = [];
        await sleep(retryMs);
        retryMs = Math.min(retryMs * 2, RETRY_UP_TO_MS);
      }
    }
    this.working = null;
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    const outcomes = await splitOnBadRow(batch, async (part) => {
      const tooOldIds = new Set(await this.write(part.map((waiting) => waiting.settlement)));
      return part.map(({ settlement }) => !tooOldIds.has(settlement.requestId));
    });
    batch.forEach((waiting, i) => {
      const outcome = outcomes[i];
      if (outcome?.ok && outcome.value) {
        this.options.spool?.forget(waiting.settlement.requestId);
        waiting.done();
        return;
      }
      const error = outcome?.ok ? new SettlementTooOld() : outcome?.error;
      this.options.onError(error, `The ledger does not take the call ${waiting.settlement.requestId}.`);
      waiting.failed(error);
    });
  }
}
