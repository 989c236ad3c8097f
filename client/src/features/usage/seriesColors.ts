import { OTHER, UNKNOWN } from './usageSeries';

/**
 * Ten colours that stay apart for most kinds of colour blindness. Each has at least 3:1 against the grounds of both
 * colour schemes, so one list serves both.
 */
const COLORS = [
  '#3f6fd8',
  '#cf6212',
  '#0e8f83',
  '#c2418f',
  '#7e63d0',
  '#a67c00',
  '#4b9130',
  '#d14b4b',
  '#4a87ab',
  '#93694a',
] as const;

const GREY = '#7d8595';

/** A colour for each id. It belongs to the id: it moves to the next free one only when two ids of one chart meet. */
export function seriesColors(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const colors = new Map<string, string>();
  for (const id of [...ids].sort()) {
    if (id === OTHER || id === UNKNOWN) continue;
    let place = hash(id) % COLORS.length;
    for (let tries = 0; taken.has(place) && tries < COLORS.length; tries += 1)
      place = (place + 1) % COLORS.length;
    taken.add(place);
    colors.set(id, COLORS[place] ?? GREY);
  }
  return colors;
}

export function colorOf(colors: ReadonlyMap<string, string>, id: string): string {
  return colors.get(id) ?? GREY;
}

/** FNV-1a over UTF-16 units: short, and spreads ids that differ in one letter. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  return sum >>> 0;
}
