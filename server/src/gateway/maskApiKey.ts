/** Shorter ones are not shown at all: too much of them would be. */
const SHORTEST_SHOWN = 24;
const SHOWN_AT_START = 7;
const SHOWN_AT_END = 4;

/**
 * A key as an error may echo it: at most its first 7 and last 4 characters, with stars of a fixed width between them,
 * so that neither the rest nor its length can be read. Null when it is too short for that.
 */
export function maskApiKey(secret: string): string | null {
  if (secret.length < SHORTEST_SHOWN) return null;
  const shown = `${secret.slice(0, SHOWN_AT_START)}****${secret.slice(-SHOWN_AT_END)}`;
  return shown.replace(/[^\w*-]/g, '*');
}
