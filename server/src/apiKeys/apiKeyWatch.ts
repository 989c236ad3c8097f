import { EventQueue } from '../platform/eventQueue';
import { isUuid } from '../platform/uuid';

/** Told to every node by the database itself in the transaction that makes or changes a key: `<account id> <key id>`. */
export const KEY_CHANGED_CHANNEL = 'keymeter_key_changed';

/** A connection that hears of changes. */
export interface ChangeListener {
  /** Resolves when it hears, or has failed to and said so. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ChangeListenerEvents {
  readonly onMessage: (payload: string) => void;
  /** From here on something may be missed. */
  readonly onLost: () => void;
}

interface Listening {
  readonly listener: ChangeListener;
  readonly started: Promise<void>;
}

/**
 * Tells those who watch which keys of their account were made or changed. One connection listens for all watchers of this
 * node, and none while nobody watches. When that connection is lost all watching ends with a failure: whoever comes back
 * reads the keys anew and has missed nothing.
 */
export class ApiKeyWatch {
  private readonly accounts = new Map<string, Set<EventQueue<string>>>();
  private listening: Listening | null = null;

  constructor(private readonly makeListener: (events: ChangeListenerEvents) => ChangeListener) {}

  /** Ids of keys, from the moment at which this resolves on, until the reader returns the iterator. */
  async watch(accountId: string): Promise<AsyncIterableIterator<string>> {
    const queue: EventQueue<string> = new EventQueue(() => this.leave(accountId, queue));
    const watchers = this.accounts.get(accountId) ?? new Set();
    this.accounts.set(accountId, watchers.add(queue));
    this.listening ??= this.listen();
    await this.listening.started;
    return queue;
  }

  private listen(): Listening {
    const listener = this.makeListener({
      onMessage: (payload) => this.tell(payload),
      onLost: () => this.endAll(),
    });
    return { listener, started: listener.start() };
  }

  private tell(payload: string): void {
    const [accountId = '', apiKeyId = ''] = payload.split(' ');
    if (!isUuid(apiKeyId)) return;
    for (const queue of this.accounts.get(accountId) ?? []) queue.put(apiKeyId, apiKeyId);
  }

  private endAll(): void {
    for (const queue of [...this.accounts.values()].flatMap((watchers) => [...watchers])) {
      queue.fail(new Error('The connection that hears of changed keys was lost.'));
    }
  }

  private leave(accountId: string, queue: EventQueue<string>): void {
    const watchers = this.accounts.get(accountId);
    watchers?.delete(queue);
    if (watchers?.size === 0) this.accounts.delete(accountId);
    if (this.accounts.size > 0 || !this.listening) return;
    const { listener, started } = this.listening;
    this.listening = null;
    void started.then(() => listener.stop());
  }
}
