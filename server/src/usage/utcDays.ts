const DAY_MS = 86_400_000;

/** A UTC date as YYYY-MM-DD. */
export function utcDayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The instant at which a UTC date begins. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** So many days later. */
export function dayAfter(day: string, days = 1): string {
  return utcDayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));
}

export function dayBefore(day: string): string {
  return dayAfter(day, -1);
}

/** [from, to) in parts that lie within one UTC date each, oldest first. */
export function* daySpans(from: Date, to: Date): Generator<{ readonly from: Date; readonly to: Date }> {
  for (let start = from; start < to; ) {
    const end = new Date(Math.min(startOfDay(dayAfter(utcDayOf(start))).getTime(), to.getTime()));
    yield { from: start, to: end };
    start = end;
  }
}

/** The UTC dates of which [from, to) has a part, oldest first. */
export function daysBetween(from: Date, to: Date): string[] {
  return [...daySpans(from, to)].map((span) => utcDayOf(span.from));
}
