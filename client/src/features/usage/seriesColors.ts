import { distinctColors } from '../../lib/idColor';
import { OTHER, UNKNOWN } from './usageSeries';

const GREY = '#7d8595';

/** A colour for each series of one chart; what is no series of its own stays grey. */
export function seriesColors(ids: readonly string[]): ReadonlyMap<string, string> {
  return distinctColors(ids.filter((id) => id !== OTHER && id !== UNKNOWN));
}

export function colorOf(colors: ReadonlyMap<string, string>, id: string): string {
  return colors.get(id) ?? GREY;
}
