import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../platform/domainError';
import { splitOnBadRow } from '../platform/splitOnBadRow';
import type { Settlement } from './settlement';

export interface SettlementQueueOptions {
  /** Told when the database could not be asked, and when it will never take a certain row. */
  readonly onError: (error: unknown, message: string) => void;
  /** Most settlements in one statement. */
  readonly batchSize?: number;
  /** From so many waiting settlements on, new calls had better be refused. */
  readonly fullAt?: number;
}

interface Waiting {
  readonly settlement: Settlement;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const RETRY_FROM_MS = 50;
const RETRY_UP_TO_MS = 1_000;

/**
 * Settles calls in batches: while one statement is under way the next batch gathers, without a timer. When the database
 * is away the settlements wait in memory and are tried again until they are in.
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
   */
  settle(settlement: Settlement, giveUpAfterMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(notInTime()), giveUpAfterMs);
      this.waiting.push({
        settlement,
        done: () => {
          clearTimeout(timer);
          resolve();
        },
        failed: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.working ??= this.work();
    });
  }

  /** Waits until everything is committed, at most so long. @returns how many settlements are left. */
  async drain(deadlineMs: number): Promise<number> {
    if (this.working !== null)
      await Promise.race([this.working, sleep(deadlineMs, undefined, { ref: false })]);
    return this.pending;
  }

  /** Gives up on what is still queued, and tells those who wait for it; call `drain` first. */
  stop(): void {
    this.stopped = true;
    for (const waiting of this.waiting) waiting.failed(notInTime());
  }

  private async work(): Promise<void> {
    // Calls that end in the same turn of the event loop share the first statement.
    await Promise.resolve();
    let retryMs = RETRY_FROM_MS;
    while (this.waiting.length > 0 && !this.stopped) {
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
        waiting.done();
        return;
      }
      const error = outcome?.ok ? tooOld() : outcome?.error;
      this.options.onError(error, `The ledger does not take the call ${waiting.settlement.requestId}.`);
      waiting.failed(error);
    });
  }
}

function notInTime(): DomainError {
  return new DomainError('UNAVAILABLE', 'The usage of this call could not be recorded in time.');
}

/** The ledger keeps days for as long as its operator wants; a call of a day that is gone cannot be told from a repeated one. */
function tooOld(): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'The usage of this call came too late: the ledger has dropped its day.',
  );
}
