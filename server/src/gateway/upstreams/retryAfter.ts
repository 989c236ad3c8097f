/**
 * What a `Retry-After` header asks for, in milliseconds from now: seconds or a date (RFC 9110, 10.2.3). Null without one
 * that can be read.
 *
 * @param nowMs milliseconds since 1970.
 */
export function retryAfterMs(header: string | string[] | null | undefined, nowMs: number): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const at = /GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(at - nowMs, 0);
}
