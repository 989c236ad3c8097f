import type { TypedRange } from './usageRange';

const STORAGE_KEY = 'keymeter.recentRanges';
const KEPT = 3;
const LONGEST_TEXT = 60;

/** The ranges that were typed last on this computer, newest first. */
export function readRecentRanges(): readonly TypedRange[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(parse).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function keepRecentRange(range: TypedRange): void {
  const others = readRecentRanges().filter(({ from, to }) => from !== range.from || to !== range.to);
  const kept = [range, ...others].slice(0, KEPT).map(({ from, to }) => ({ from, to }));
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // Storage may be forbidden: then there are no recent ranges.
  }
}

function parse(entry: unknown): TypedRange[] {
  if (typeof entry !== 'object' || entry === null || !('from' in entry) || !('to' in entry)) return [];
  const { from, to } = entry;
  const isText = typeof from === 'string' && typeof to === 'string';
  return isText && from.length + to.length <= LONGEST_TEXT ? [{ kind: 'typed', from, to }] : [];
}
