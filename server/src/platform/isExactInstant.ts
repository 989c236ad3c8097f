/** True for an instant as our cursors write it, to the microsecond in UTC: `2026-01-31T23:59:59.123456Z`. */
export function isExactInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return false;
  const date = new Date(text);
  // A day that does not exist, such as 30 February, would come back as another one.
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === text.slice(0, 19);
}
