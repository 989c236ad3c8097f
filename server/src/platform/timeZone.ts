/** Longest name in the IANA database is 32 characters; some room for later ones. */
const MAX_LENGTH = 64;
const IANA_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,3}$/;

/** Names that were found good: asking costs more than most of a question. Case does not matter, so there is no end of them. */
const known = new Set<string>();
const MOST_KNOWN = 1_000;

/** True for an IANA time zone that this machine knows, such as `Asia/Ho_Chi_Minh` or `UTC`; never for an offset. */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  if (name.length > MAX_LENGTH || !IANA_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(name);
    return true;
  } catch {
    return false;
  }
}
