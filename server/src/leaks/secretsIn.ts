/** What has the form of a credential of any installation; its brand is not known here, and its checksum is looked at later. */
const SECRET = /[a-z0-9]{2,12}_(?:sk|pat)_[0-9A-Za-z]{49}(?![0-9A-Za-z])/g;

/**
 * The secrets in what somebody has copied: a line's end, quotes, `Bearer` or a whole command around one keep it no more alive than
 * nothing. The text itself when there is none.
 */
export function secretsIn(text: string): readonly string[] {
  const found = text.match(SECRET);
  return found ? [...new Set(found)] : [text];
}
