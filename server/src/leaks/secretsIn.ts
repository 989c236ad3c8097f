/**
 * The secrets of this installation in what somebody has copied: a line's end, quotes, `Bearer`, an address or a whole command
 * around one keep it no more alive than nothing. The text itself when there is none. Their checksums are looked at later.
 *
 * @param brand what secrets begin with, KEY_PREFIX. What stands right before it may be letters too, such as the `n` of a `\\n`.
 */
export function secretsIn(text: string, brand: string): readonly string[] {
  const secret = new RegExp(`${brand}_(?:sk|pat)_[0-9A-Za-z]{49}(?![0-9A-Za-z])`, 'g');
  const found = text.match(secret);
  return found ? [...new Set(found)] : [text];
}
