/** Bounded, so that a wrong header keeps nobody out. */
const LONGEST_WAIT_SECONDS = 300;

/** How long an answer asks to wait, in whole seconds, at most five minutes; 0 when it does not say. */
export function retryAfterSeconds(headers: Headers): number {
  const seconds = Number(headers.get('retry-after'));
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) : 0;
}
