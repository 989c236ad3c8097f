import { EventQueue } from '../platform/eventQueue';
import type { RecentSlot } from './usageWatch.repository';

/** Usage of the account has changed since it was last told. */
export interface UsageChangeEvent {
  /** When it was noticed, by the database's clock. */
  readonly at: Date;
}

export interface UsageWatchParts {
  /** What was used lately, of these accounts. */
  readonly listRecent: (accountIds: readonly string[]) => Promise<RecentSlot[]>;
  /** Told of a look that failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

interface WatchedAccount {
  readonly watchers: Set<EventQueue<UsageChangeEvent>>;
  /** What was used by slot, as last seen; null until the first look. */
  seen: ReadonlyMap<number, string> | null;
  readonly firstLook: Promise<void>;
}

const LOOK_EVERY_MS = 1_000;

/**
 * Tells those who watch when usage of their account has changed, at most once a second. This node asks the database once
 * a second for all of its watchers together, so it does not matter which node made the change; while nobody watches it
 * asks nothing. Usage is never announced by NOTIFY, which would make every settlement wait for one lock.
 */
export class UsageWatch {
  private readonly accounts = new Map<string, WatchedAccount>();
  private timer: NodeJS.Timeout | null = null;
  private isLooking = false;

  constructor(private readonly parts: UsageWatchParts) {}

  /** Accounts that somebody watches. */
  get size(): number {
    return this.accounts.size;
  }

  /**
   * Changes from the moment at which this resolves on; they end when the reader returns the iterator.
   *
   * @throws when the database cannot be asked.
   */
  async watch(accountId: string): Promise<AsyncIterableIterator<UsageChangeEvent>> {
    const account = this.accounts.get(accountId) ?? this.begin(accountId);
    const queue: EventQueue<UsageChangeEvent> = new EventQueue(() => this.leave(accountId, queue));
    account.watchers.add(queue);
    try {
      await account.firstLook;
    } catch (error) {
      await queue.return();
      throw error;
    }
    this.schedule();
    return queue;
  }

  private begin(accountId: string): WatchedAccount {
    const account: WatchedAccount = {
      watchers: new Set(),
      seen: null,
      firstLook: this.parts.listRecent([accountId]).then((slots) => {
        account.seen = usedBySlot(slots);
      }),
    };
    this.accounts.set(accountId, account);
    return account;
  }

  private leave(accountId: string, queue: EventQueue<UsageChangeEvent>): void {
    const account = this.accounts.get(accountId);
    if (!account?.watchers.delete(queue) || account.watchers.size > 0) return;
    this.accounts.delete(accountId);
    if (this.accounts.size > 0 || !this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(): void {
    if (this.timer || this.isLooking || this.accounts.size === 0) return;
    this.timer = setTimeout(() => void this.lookAgain(), LOOK_EVERY_MS);
  }

  private async lookAgain(): Promise<void> {
    this.timer = null;
    this.isLooking = true;
    // Whoever came while this look is under way has an account that was looked at later.
    const watched = [...this.accounts].filter(([, { seen }]) => seen !== null);
    try {
      const slots = await this.parts.listRecent(watched.map(([accountId]) => accountId));
      const byAccount = new Map<string, RecentSlot[]>(watched.map(([accountId]) => [accountId, []]));
      for (const slot of slots) byAccount.get(slot.accountId)?.push(slot);
      for (const [accountId, account] of watched) tell(account, byAccount.get(accountId) ?? []);
    } catch (error) {
      this.parts.onError(error);
    }
    this.isLooking = false;
    this.schedule();
  }
}

function tell(account: WatchedAccount, slots: readonly RecentSlot[]): void {
  const { seen } = account;
  const changed = slots.find(({ slotStart, used }) => seen?.get(slotStart.getTime()) !== used);
  account.seen = usedBySlot(slots);
  if (changed) for (const queue of account.watchers) queue.put('usage', { at: changed.askedAt });
}

function usedBySlot(slots: readonly RecentSlot[]): ReadonlyMap<number, string> {
  return new Map(slots.map(({ slotStart, used }) => [slotStart.getTime(), used]));
}
