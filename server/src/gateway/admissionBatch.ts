import { DomainError } from '../platform/domainError';
import { splitOnBadRow } from '../platform/splitOnBadRow';
import type { AdmissionAnswer, AdmissionRequest } from './admission';
import type { AdmissionRepository, LockedLimits } from './admission.repository';

/** The statements that a batch needs. */
export type AdmissionStatements = Pick<AdmissionRepository, 'admit' | 'discard'>;

export interface AdmissionBatchOptions {
  /** Told when the database could not be asked. */
  readonly onError: (error: unknown) => void;
  /** True when no further call may be let in, whatever its key: settlements can not be written. */
  readonly isClosed?: () => boolean;
  /** Most requests in one statement. */
  readonly batchSize?: number;
  /** Most requests that may wait. */
  readonly queueSize?: number;
  /** Longest wait before a request is refused with UNAVAILABLE. */
  readonly waitMs?: number;
}

interface Waiting {
  readonly request: AdmissionRequest;
  /** How often the database has said to ask again. */
  tries: number;
  readonly answer: (answer: AdmissionAnswer) => void;
  readonly refuse: (error: unknown) => void;
}

/** Open rows whose writing is unknown and that may wait to be taken back; older ones are left to other nodes' care. */
const MOST_UNKNOWN = 100_000;
/** So often a request is passed over because somebody holds its key's limits; then it waits for them, apart. */
const TRIES_BEFORE_WAITING = 3;

/**
 * Admits requests in batches: while one statement is under way the next batch gathers, without a timer. Nothing is
 * remembered from one request to the next: a yes holds for the request that asked, and for no other.
 *
 * Requests of keys whose limits somebody else holds are passed over and asked again; those that are passed over too often
 * wait on a connection of their own, so that one busy key delays nobody else.
 */
export class AdmissionBatch {
  private readonly fast: Lane;
  private readonly slow: Lane;
  private readonly queueSize: number;
  private readonly waitMs: number;

  constructor(
    statements: { readonly fast: AdmissionStatements; readonly slow: AdmissionStatements },
    private readonly options: AdmissionBatchOptions,
  ) {
    const batchSize = options.batchSize ?? 500;
    const askAgain = (waiting: Waiting): void =>
      (waiting.tries < TRIES_BEFORE_WAITING ? this.fast : this.slow).add(waiting);
    const shared = { batchSize, askAgain, onError: options.onError };
    this.fast = new Lane(statements.fast, { ...shared, lockedLimits: 'LEAVE_OUT' });
    this.slow = new Lane(statements.slow, { ...shared, lockedLimits: 'WAIT' });
    this.queueSize = options.queueSize ?? 10_000;
    this.waitMs = options.waitMs ?? 2_000;
  }

  /**
   * Asks whether this key may call this model now, and opens the call's row if so.
   *
   * @throws DomainError UNAVAILABLE when the database did not answer in time; no upstream may be called then.
   */
  admit(request: AdmissionRequest): Promise<AdmissionAnswer> {
    const isFull = this.fast.size + this.slow.size >= this.queueSize;
    if (isFull || this.options.isClosed?.()) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        request,
        tries: 0,
        answer: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        refuse: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => this.giveUp(waiting), this.waitMs);
      this.fast.add(waiting);
    });
  }

  /** Takes back open rows of refused requests that may have been written all the same. Safe to repeat. */
  async takeBackUnknown(): Promise<void> {
    await this.fast.takeBackUnknown();
    await this.slow.takeBackUnknown();
  }

  /** A request that is still waiting was not admitted; one that was sent is answered by its statement. */
  private giveUp(waiting: Waiting): void {
    if (this.fast.remove(waiting) || this.slow.remove(waiting)) waiting.refuse(unavailable());
    else waiting.tries = Number.POSITIVE_INFINITY;
  }
}

interface LaneOptions {
  readonly lockedLimits: LockedLimits;
  readonly batchSize: number;
  readonly askAgain: (waiting: Waiting) => void;
  readonly onError: (error: unknown) => void;
}

/** One statement after the other, each for all that wait. */
class Lane {
  private readonly waiting = new Set<Waiting>();
  private unknown: string[] = [];
  private isWorking = false;

  constructor(
    private readonly statements: AdmissionStatements,
    private readonly options: LaneOptions,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  add(waiting: Waiting): void {
    this.waiting.add(waiting);
    if (!this.isWorking) void this.work();
  }

  remove(waiting: Waiting): boolean {
    return this.waiting.delete(waiting);
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    while (this.waiting.size > 0) {
      // Requests that arrive in the same turn of the event loop share a statement.
      await new Promise(setImmediate);
      const batch = [...this.waiting].slice(0, this.options.batchSize);
      for (const waiting of batch) this.waiting.delete(waiting);
      if (batch.length > 0) await this.admitBatch(batch);
    }
    this.isWorking = false;
  }

  private async admitBatch(batch: readonly Waiting[]): Promise<void> {
    const { lockedLimits } = this.options;
    try {
      await this.takeBackUnknown();
      const outcomes = await splitOnBadRow(batch, (part) => {
        const requests = part.map(({ request }) => request);
        return this.statements.admit(requests, lockedLimits);
      });
      batch.forEach((waiting, i) => {
        const outcome = outcomes[i];
        if (!outcome?.ok) waiting.refuse(outcome?.error);
        else if (outcome.value !== 'ASK_AGAIN') waiting.answer(outcome.value);
        else this.askAgain(waiting);
      });
    } catch (cause) {
      this.options.onError(cause);
      this.unknown = [...this.unknown, ...batch.map(({ request }) => request.requestId)].slice(-MOST_UNKNOWN);
      for (const waiting of batch) waiting.refuse(unavailable(cause));
    }
  }

  private askAgain(waiting: Waiting): void {
    waiting.tries += 1;
    if (waiting.tries === Number.POSITIVE_INFINITY) waiting.refuse(unavailable());
    else this.options.askAgain(waiting);
  }

  /** The statement may have been committed before its connection broke, or may be yet: its rows would stay open for ever. */
  async takeBackUnknown(): Promise<void> {
    if (this.unknown.length === 0) return;
    const ids = this.unknown;
    if (await this.statements.discard(ids)) this.unknown = this.unknown.filter((id) => !ids.includes(id));
  }
}

function unavailable(cause?: unknown): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'The service is not available right now. Try again in a second.',
    {},
    { cause },
  );
}
