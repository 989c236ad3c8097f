import { CallStopped, type StopReason } from './callStopped';

/** Every call of this node from its arrival to its end, streamed or not, so that it can be ended from outside. */
export class RunningStreams {
  private readonly calls = new Set<RunningCall>();

  /** Takes a slot for a call whose key is not known yet. Whoever takes it must call `finish` on every path. */
  open(): RunningCall {
    const call = new RunningCall((finished) => this.calls.delete(finished));
    this.calls.add(call);
    return call;
  }

  /**
   * Ends all calls of this key and resolves with their number once they are settled and their clients were told, which
   * takes no longer than a settlement may. A call that is only being admitted is ended as soon as it turns out to use
   * this key, before any upstream is asked.
   */
  async endKey(apiKeyId: string, reason: StopReason): Promise<number> {
    const running: RunningCall[] = [];
    for (const call of this.calls) {
      if (call.apiKeyId === null) call.endIfKeyIs(apiKeyId, reason);
      else if (call.apiKeyId === apiKeyId) running.push(call);
    }
    return endEach(running, reason);
  }

  /** Ends every call and resolves with their number once they are settled. */
  async endAll(reason: StopReason): Promise<number> {
    return endEach([...this.calls], reason);
  }

  /** The keys with calls under way, each once. */
  keyIds(): string[] {
    const ids = new Set<string>();
    for (const { apiKeyId } of this.calls) if (apiKeyId !== null) ids.add(apiKeyId);
    return [...ids];
  }

  get size(): number {
    return this.calls.size;
  }
}

/** One call under way. */
export class RunningCall {
  /** Resolves when the call is over. */
  readonly finished: Promise<void>;
  apiKeyId: string | null = null;
  private readonly controller = new AbortController();
  private readonly endedKeys = new Map<string, StopReason>();
  private resolveFinished: () => void = () => {};

  constructor(private readonly onFinish: (call: RunningCall) => void) {
    this.finished = new Promise((resolve) => {
      this.resolveFinished = resolve;
    });
  }

  /** Fires with a CallStopped when the call has to end. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Says whose call it is. If that key was ended since the call arrived, the call ends at once. */
  belongsTo(apiKeyId: string): void {
    this.apiKeyId = apiKeyId;
    const reason = this.endedKeys.get(apiKeyId);
    if (reason) this.stop(reason);
  }

  /** The first reason holds. */
  stop(reason: StopReason): void {
    this.controller.abort(new CallStopped(reason));
  }

  /** Remembers the end of a key that may turn out to be this call's. */
  endIfKeyIs(apiKeyId: string, reason: StopReason): void {
    this.endedKeys.set(apiKeyId, reason);
  }

  /** Gives the slot back. Safe to repeat. */
  finish(): void {
    this.onFinish(this);
    this.resolveFinished();
  }
}

async function endEach(calls: readonly RunningCall[], reason: StopReason): Promise<number> {
  for (const call of calls) call.stop(reason);
  await Promise.all(calls.map((call) => call.finished));
  return calls.length;
}
