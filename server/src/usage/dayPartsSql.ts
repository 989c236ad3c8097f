/**
 * A part of a day is its first 6, 12 or 18 hours, as they go by: the clock may be set on or back within them. Each holds the
 * one before, so that whatever a day had up to an instant is one part and at most three hours of quarters more or less.
 */
const PART_HOURS = [6, 12, 18] as const;
const SHORTEST_HOURS = PART_HOURS[0];

/** A table `parts` of the hours of each part. */
export const DAY_PARTS = `(VALUES ${PART_HOURS.map((hours) => `(${hours})`).join(', ')}) parts (hours)`;

/** In which stretch of six hours of its day a slot is, from 0. */
export const stretchOf = (slotStart: string, dayStart: string): string =>
  `floor(extract(epoch FROM ${slotStart} - ${dayStart}) / ${SHORTEST_HOURS * 3600})::integer`;

/** True where the column `stretch` lies in the part of `parts`. */
export const IS_IN_PART = `stretch * ${SHORTEST_HOURS} < parts.hours`;

/** Hours of `nearestEdgeSql` for the end of a day. */
export const WHOLE_DAY = 24;

/**
 * Of the edges of a day, which are its start, the ends of its parts and its own end, the one that is nearest to an instant in
 * it: `hours` (0 for the start, WHOLE_DAY for the end, whatever the clock has done) and `edge`.
 */
export const nearestEdgeSql = (instant: string, startsAt: string, endsAt: string): string => `
  SELECT hours, edge FROM (
    SELECT 0 AS hours, ${startsAt} AS edge
    UNION ALL SELECT ${WHOLE_DAY}, ${endsAt}
    UNION ALL SELECT hours, ${startsAt} + make_interval(hours => hours) FROM ${DAY_PARTS}
  ) edges WHERE edge <= ${endsAt} ORDER BY abs(extract(epoch FROM edge - ${instant})), hours LIMIT 1`;
