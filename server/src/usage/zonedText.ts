/** Writes instants as ISO 8601 with the offset that a zone has then, such as `2026-03-29T00:00:00+01:00`. */
export function createZonedText(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  let last = { ms: Number.NaN, text: '' };
  return (at) => {
    const ms = at.getTime();
    // Rows come bucket by bucket: most of them have the instant of the row before.
    if (last.ms !== ms) last = { ms, text: zonedText(ms, offsetAt(format, at)) };
    return last.text;
  };
}

/** `+05:45`; `+00:00` where the offset is none. */
function offsetAt(format: Intl.DateTimeFormat, at: Date): string {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return /[+-]\d{2}:\d{2}/.exec(name)?.[0] ?? '+00:00';
}

function zonedText(ms: number, offset: string): string {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const offsetMs = (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  const local = new Date(ms + offsetMs).toISOString().slice(0, -1);
  return local.replace(/\.000$/, '') + offset;
}
