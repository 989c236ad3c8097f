import { UpstreamRefused } from '../callEnding';
import { retryAfterMs } from './retryAfter';
import { UpstreamFailure } from './upstream';

/** What a call that got no answer tells about the upstream, and what is to be done about it. */
export interface FailureJudgement {
  /** The upstream itself is at fault, which its circuit breaker counts. */
  readonly isBroken: boolean;
  /** Another upstream may answer the same request. */
  readonly mayRetry: boolean;
  /** How long the upstream asked to be left alone; 0 when it did not. */
  readonly restMs: number;
  /** The status of its answer; null when there was none. */
  readonly status: number | null;
  readonly outcome: 'FAILED' | 'TIMEOUT' | 'REFUSED';
}

/** Refusals of this moment, not of this request: timed out, too early, too many. Any other 4xx is the client's own. */
const OF_THE_MOMENT = new Set([408, 425, 429]);
/** How long an upstream is left alone that says "too many" and not for how long. */
const REST_WITHOUT_HINT_MS = 1_000;

/** Null for what says nothing about the upstream: the call was ended from our side, or something unforeseen happened. */
export function judgeFailure(error: unknown, now: () => number = Date.now): FailureJudgement | null {
  if (error instanceof UpstreamFailure) {
    const { kind, status, retryAfter } = error;
    return {
      isBroken: true,
      mayRetry: true,
      restMs: retryAfterMs(retryAfter, now()) ?? 0,
      status,
      outcome: kind,
    };
  }
  if (!(error instanceof UpstreamRefused)) return null;
  const { status, headers } = error.answer;
  const hint = retryAfterMs(headers['retry-after'], now());
  return {
    isBroken: false,
    mayRetry: OF_THE_MOMENT.has(status),
    restMs: hint ?? (status === 429 ? REST_WITHOUT_HINT_MS : 0),
    status,
    outcome: 'REFUSED',
  };
}
