import { COLORS, colorPlace } from '../../lib/idColor';
import { OTHER, UNKNOWN } from './usageSeries';

const GREY = '#7d8595';

/** A colour for each id. It belongs to the id: it moves to the next free one only when two ids of one chart meet. */
export function seriesColors(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const colors = new Map<string, string>();
  for (const id of [...ids].sort()) {
    if (id === OTHER || id === UNKNOWN) continue;
    let place = colorPlace(id);
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
