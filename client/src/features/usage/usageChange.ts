/** How a number stands to the one before it. */
export type UsageChange =
  | { readonly kind: 'same' }
  | { readonly kind: 'new' }
  | { readonly kind: 'unknown' }
  /** 0.12 for a rise of 12 %. */
  | { readonly kind: 'changed'; readonly share: number };

/** `before` is undefined while nothing is known of it, null when there was none; numbers without a price are null. */
export function usageChange(now: number | null, before: number | null | undefined): UsageChange {
  if (before === undefined || now === null) return { kind: 'unknown' };
  if (before === null || before === 0) return now === 0 ? { kind: 'same' } : { kind: 'new' };
  const share = (now - before) / before;
  return share === 0 ? { kind: 'same' } : { kind: 'changed', share };
}
