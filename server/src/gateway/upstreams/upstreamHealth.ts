import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { CallStopped } from '../callStopped';
import { judgeFailure } from './judgeFailure';
import type { UpstreamBreaker } from './upstream';

/** The longest that an upstream may ask to be left alone. What it asks beyond that is tried out. */
const LONGEST_REST_MS = 300_000;

/**
 * Whether one upstream should be asked. It is left alone while its circuit breaker is open, after so many failures in a
 * row, and for as long as it asked itself. When a break is over, one call tries it: until that call has an answer,
 * nobody else is sent there.
 */
export class UpstreamHealth {
  private readonly breaker: CircuitBreakerPolicy;
  private trialAt = 0;
  private restsUntil = 0;

  /** @param now milliseconds since 1970, by the clock that the breaker goes by. */
  constructor(
    { failures, restMs }: UpstreamBreaker,
    private readonly now: () => number = Date.now,
  ) {
    this.breaker = circuitBreaker(
      handleWhen((error) => judgeFailure(error)?.isBroken || this.isTrialWithoutResult(error)),
      { breaker: new ConsecutiveBreaker(failures), halfOpenAfter: restMs },
    );
    this.breaker.onBreak(() => {
      this.trialAt = this.now() + restMs;
    });
  }

  /** False while it is to be left alone. */
  get isReady(): boolean {
    if (this.now() < this.restsUntil) return false;
    const { state } = this.breaker;
    return state === CircuitState.Closed || (state === CircuitState.Open && this.now() >= this.trialAt);
  }

  /** When it may be asked again, as far as that can be told; milliseconds since 1970. */
  get readyAt(): number {
    return Math.max(this.restsUntil, this.breaker.state === CircuitState.Closed ? 0 : this.trialAt);
  }

  /** Asks it, and remembers how that went. One that is not ready is asked all the same, as a last resort. */
  async ask(call: () => Promise<void>): Promise<void> {
    try {
      await (this.isReady ? this.breaker.execute(call) : call());
    } catch (error) {
      const judgement = judgeFailure(error, this.now);
      if (judgement && judgement.restMs > 0) this.rest(judgement.restMs);
      throw error;
    }
  }

  private rest(ms: number): void {
    this.restsUntil = Math.max(this.restsUntil, this.now() + Math.min(ms, LONGEST_REST_MS));
  }

  /** Its client left, or the like: it is to be tried again. */
  private isTrialWithoutResult(error: Error): boolean {
    return error instanceof CallStopped && this.breaker.state === CircuitState.HalfOpen;
  }
}
