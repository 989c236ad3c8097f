/** The least that is seen: a day without usage is a line on the ground, so that nothing looks like a gap. */
const GROUND = 1;
/** The least that a day with usage stands above it. */
const LEAST = 3;

/** Bars side by side as the path of an SVG; the highest fills the height. */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const highest = Math.max(...values, 0);
  const step = width / Math.max(values.length, 1);
  const bar = Math.max(step - 2, 1);
  return values
    .map((value, place) => {
      const tall = value > 0 ? Math.max(LEAST, (value / highest) * height) : GROUND;
      return `M${round(place * step)} ${height}v${-round(tall)}h${round(bar)}v${round(tall)}z`;
    })
    .join('');
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
