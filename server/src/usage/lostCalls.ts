import type { Settle, Settlement } from './settlement';

export interface LostCallsParts {
  /** Open calls of nodes that are dead, so many at most. */
  readonly list: (limit: number) => Promise<Settlement[]>;
  readonly settle: Settle;
  /** True while this node itself is heard by the database. */
  readonly isLeaseValid: () => boolean;
  readonly onError: (error: unknown) => void;
  /** Milliseconds from any fixed point, never set back. */
  readonly monotonicMs: () => number;
}

const LOOK_EVERY_MS = 5_000;
const AT_A_TIME = 500;
const MOST_ROUNDS = 100;
/** Longer than a node must be silent to count as dead. */
const SURE_AFTER_MS = 30_000;

/**
 * Settles the calls of nodes that died. When the database itself was away, every node looks dead for a moment: so a node
 * takes the others' calls only after its own lease was whole for 30 seconds, in which the living have spoken again.
 */
export class LostCalls {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  private sureSinceMs: number;

  constructor(private readonly parts: LostCallsParts) {
    this.sureSinceMs = parts.monotonicMs();
  }

  start(): void {
    this.timer = setInterval(() => {
      this.working ??= this.look()
        .catch(this.parts.onError)
        .finally(() => {
          this.working = null;
        });
    }, LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.working;
  }

  /** One look: settles 500 calls at a time, for as long as there are any. Safe on several nodes at once. */
  async look(): Promise<void> {
    const now = this.parts.monotonicMs();
    if (!this.parts.isLeaseValid()) this.sureSinceMs = now;
    if (now - this.sureSinceMs < SURE_AFTER_MS) return;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const lost = await this.parts.list(AT_A_TIME);
      await Promise.all(lost.map((settlement) => this.parts.settle(settlement, LOOK_EVERY_MS)));
      if (lost.length < AT_A_TIME) return;
    }
  }
}
