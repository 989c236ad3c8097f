const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads ISO 8601 with an explicit offset, so that no time is ever read in the server's own zone. Null for anything else. */
export function readInstant(text: string): Date | null {
  const parts = INSTANT.exec(text);
  if (!parts || !isDayOfCalendar(parts)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** JavaScript reads 30 February as 2 March; we refuse it. */
function isDayOfCalendar([, year, month, day]: RegExpExecArray): boolean {
  const read = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return read.getUTCMonth() === Number(month) - 1 && read.getUTCDate() === Number(day);
}
