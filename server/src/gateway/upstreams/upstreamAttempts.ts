import type { FailedAttempt } from '../../usage/settlement';
import type { FailureJudgement } from './judgeFailure';
import type { Exchange } from './upstream';

/** What was tried for one call, in order. */
export class UpstreamAttempts {
  /** Those that got no answer. They cost nothing. */
  readonly failed: FailedAttempt[] = [];
  /** The name of the upstream that was asked last; null when none was. */
  upstream: string | null = null;
  private begun = 0;
  private last: Exchange | null = null;

  /** @param nowMs monotonic milliseconds. */
  constructor(private readonly nowMs: () => number) {}

  /** How many upstreams were asked. */
  get count(): number {
    return this.begun;
  }

  /** True once a request is on its way that was not answered with a failure: the upstream may count it. */
  get isSent(): boolean {
    return this.last?.isSent ?? false;
  }

  /** An upstream of this name is asked. Tell `failed` when it gives no answer. */
  begin(upstream: string, exchange: Exchange): { failed(judgement: FailureJudgement): void } {
    this.begun += 1;
    this.last = exchange;
    this.upstream = upstream;
    const number = this.begun;
    const startedAt = this.nowMs();
    return {
      failed: ({ outcome, status }) => {
        this.last = null;
        this.failed.push({
          number,
          upstream,
          outcome,
          status,
          latencyMs: Math.round(this.nowMs() - startedAt),
        });
      },
    };
  }
}
