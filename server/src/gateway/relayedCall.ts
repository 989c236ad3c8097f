import { CallStopped } from './callStopped';
import type { ClientAnswer } from './clientAnswer';
import type { UsageTap } from './metering/tapUsage';
import type { AnswerReader } from './protocols/dialect';
import type { StreamLease } from './streamLease';
import type { Exchange } from './upstreams/upstream';

/** What stands between one upstream and one client. */
export interface RelayedCall {
  readonly exchange: Exchange;
  readonly answer: ClientAnswer;
  readonly tap: UsageTap;
  readonly lease: StreamLease;
  readonly signal: AbortSignal;
  /** Reads what the upstream says, and writes what the client gets. */
  readonly reader: AnswerReader;
  /** Called whenever bytes of the upstream arrive. */
  readonly onBytes: () => void;
}

/**
 * To be asked before anything of an answer is passed on.
 *
 * @throws CallStopped when the call was ended, or when this node can no longer tell whether the key is still good.
 */
export function assertMayAnswer({ signal, lease }: Pick<RelayedCall, 'signal' | 'lease'>): void {
  signal.throwIfAborted();
  if (!lease.isValid()) throw new CallStopped('SHUTDOWN');
}
