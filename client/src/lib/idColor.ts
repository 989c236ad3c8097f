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

/** The place of an id's own colour in the list. */
function colorPlace(id: string): number {
  return hash(id) % COLORS.length;
}

/** The colour that an id has wherever no other id stands in its way. */
export function idColor(id: string): string {
  return COLORS[colorPlace(id)] ?? COLORS[0];
}

/** A colour for each id. It belongs to the id: it moves to the next free one only when two ids of one figure meet. */
export function distinctColors(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const colors = new Map<string, string>();
  for (const id of [...ids].sort()) {
    let place = colorPlace(id);
    for (let tries = 0; taken.has(place) && tries < COLORS.length; tries += 1)
      place = (place + 1) % COLORS.length;
    taken.add(place);
    colors.set(id, COLORS[place] ?? COLORS[0]);
  }
  return colors;
}

/** FNV-1a over UTF-16 units: short, and spreads ids that differ in one letter. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  return sum >>> 0;
}
