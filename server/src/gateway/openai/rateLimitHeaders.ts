import type { RateLimits } from '../admission';

/** OpenAI's headers about what a key has left in this minute; none for a key without limits. */
export function rateLimitHeaders(limits: RateLimits | null): Record<string, string> {
  if (!limits) return {};
  const reset = goDuration(limits.resetMs);
  return { ...headersOf('requests', limits.requests, reset), ...headersOf('tokens', limits.tokens, reset) };
}

function headersOf(
  what: 'requests' | 'tokens',
  limit: RateLimits['requests'],
  reset: string,
): Record<string, string> {
  if (!limit) return {};
  return {
    [`x-ratelimit-limit-${what}`]: String(limit.limit),
    [`x-ratelimit-remaining-${what}`]: String(limit.remaining),
    [`x-ratelimit-reset-${what}`]: reset,
  };
}

/** As Go writes a duration, which is what OpenAI sends: `12ms`, `1.5s`, `1m0s`. */
export function goDuration(ms: number): string {
  const whole = Math.max(Math.round(ms), 0);
  if (whole < 1_000) return `${whole}ms`;
  const minutes = Math.floor(whole / 60_000);
  const seconds = (whole % 60_000) / 1_000;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
