/** How much of a limit is used up, 0 to 1; without a limit 0. For the length of a bar only, so that floats do. */
export function shareOf(used: number | string | null, limit: number | string | null): number {
  return limit === null ? 0 : Math.min(1, Number(used ?? 0) / Number(limit));
}
