import type { ReceiptFragment } from '../../graphql/apiKeys/graphql';

export type RevocationReceipt = ReceiptFragment;

/** A key that was stopped from this page, and what the nodes said then. */
export interface Revocation {
  readonly id: string;
  readonly name: string;
  readonly receipt: RevocationReceipt;
}

/** What was revoked since the page was loaded. */
export interface Revocations {
  /** Newest first; a key stands here once. */
  readonly all: readonly Revocation[];
  /** What was revoked last, until it is put away. */
  readonly unread: readonly Revocation[];
}

/** A receipt is small, but nobody revokes without end. */
const MOST_KEPT = 500;

/** Keeps receipts longer than the dialog that got them, and tells those who show them. In memory only. */
export class RevocationStore {
  private state: Revocations = { all: [], unread: [] };
  private readonly listeners = new Set<() => void>();

  readonly get = (): Revocations => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** What was done at once; it takes the place of what was unread. */
  add(revocations: readonly Revocation[]): void {
    if (revocations.length === 0) return;
    const ids = new Set(revocations.map(({ id }) => id));
    const older = this.state.all.filter(({ id }) => !ids.has(id));
    this.change({ all: [...revocations, ...older].slice(0, MOST_KEPT), unread: revocations });
  }

  /** Puts the last away; all stay to be read in the keys' details. */
  dismiss(): void {
    this.change({ ...this.state, unread: [] });
  }

  private change(state: Revocations): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
