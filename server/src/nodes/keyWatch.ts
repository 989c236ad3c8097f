import type { NodeIdentity, NodeRepository } from './node.repository';

/** The calls that run on this node, as far as a revocation needs to know them. */
export interface StoppableStreams {
  keyIds(): string[];
  /** Ends every call of the key with an error event; resolves with how many when they have ended. */
  endKey(apiKeyId: string): Promise<number>;
  /** Ends every call: this node cannot be sure any more which keys are in force. */
  endUnconfirmed(): void;
}

export interface KeyWatchOptions {
  /** Told of faults that the watch survives. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds from any fixed point, never set back; `performance.now` outside tests. */
  readonly monotonicMs: () => number;
}

/** A node that could not confirm its keys for this long ends its calls by itself. */
export const LEASE_MS = 3_000;
const BEAT_EVERY_MS = 1_000;
const LEASE_CHECK_EVERY_MS = 250;

/**
 * Ends the calls of keys that were revoked, on this node. It is told by a notification at once and asks the database
 * every second besides, since notifications can be lost. When it could ask for 3 seconds neither, the calls end:
 * the lease fails closed. New calls need none of this: the database itself admits them.
 */
export class KeyWatch {
  private confirmedAtMs: number;
  private beatTimer: NodeJS.Timeout | null = null;
  private leaseTimer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly node: NodeIdentity,
    private readonly repository: NodeRepository,
    private readonly streams: StoppableStreams,
    private readonly options: KeyWatchOptions,
  ) {
    this.confirmedAtMs = options.monotonicMs();
  }

  /** Registers this node and begins to watch. @throws when the database cannot be asked. */
  async start(): Promise<void> {
    await this.beat();
    this.scheduleBeat();
    this.leaseTimer = setInterval(() => this.endWhenUnconfirmed(), LEASE_CHECK_EVERY_MS);
  }

  /** Stops watching and takes this node off the list. */
  async stop(): Promise<void> {
    if (this.beatTimer) clearTimeout(this.beatTimer);
    if (this.leaseTimer) clearInterval(this.leaseTimer);
    this.beatTimer = null;
    this.leaseTimer = null;
    await this.running;
    await this.repository.remove(this.node);
  }

  /** True while this node knows which keys are in force. Asked before each chunk that goes to a client. */
  isValid(): boolean {
    return this.options.monotonicMs() - this.confirmedAtMs < LEASE_MS;
  }

  /** Ends the key's calls here and says so. Safe to repeat. */
  async obey(apiKeyId: string): Promise<void> {
    const ended = await this.streams.endKey(apiKeyId);
    await this.repository.acknowledge(this.node, apiKeyId, ended);
  }

  private scheduleBeat(): void {
    this.beatTimer = setTimeout(() => {
      this.running = this.beat()
        .catch(this.options.onError)
        .finally(() => {
          this.running = null;
          if (this.beatTimer) this.scheduleBeat();
        });
    }, BEAT_EVERY_MS);
  }

  private async beat(): Promise<void> {
    const askedAtMs = this.options.monotonicMs();
    const stopped = await this.repository.beat(this.node, this.streams.keyIds());
    // All of them are told to end before the lease is renewed; that they have ended is waited for apart from the beat.
    const ends = stopped.map((apiKeyId) => this.obey(apiKeyId));
    // The answer is as old as the question: a lease counted from its arrival could outlive a revocation.
    this.confirmedAtMs = askedAtMs;
    for (const end of ends) void end.catch(this.options.onError);
  }

  private endWhenUnconfirmed(): void {
    if (!this.isValid()) this.streams.endUnconfirmed();
  }
}
