/** Languages, zones and forms make some dozens; whoever tries many zones must not fill the memory. */
const MOST_KEPT = 200;

const kept = new Map<string, Intl.DateTimeFormat>();

/** A format for dates; the same one for the same question, because making one takes fifty times as long as using it. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = kept.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, made);
  return made;
}
