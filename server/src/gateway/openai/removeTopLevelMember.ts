const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/**
 * Cuts one member out of the JSON object that stands in these bytes, with its comma, and leaves every other byte as it
 * is. What stands before and after the object, such as `data: ` and a blank line, may be anything without braces.
 * A member of that name deeper inside stays. The JSON has to be valid.
 */
export function removeTopLevelMember(bytes: Buffer, name: string): Buffer {
  const key = Buffer.from(`"${name}"`);
  const places: number[] = [];
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + key.length)) places.push(at);
  if (places.length === 0) return bytes;
  const members = topLevelMembers(bytes);
  const index = members.findIndex(({ start }) => places.includes(start));
  const member = members[index];
  if (!member) return bytes;
  const next = members[index + 1];
  const previous = members[index - 1];
  // The first of several takes the comma behind it along, every other one the comma before it.
  const from = previous ? previous.end : member.start;
  const to = !previous && next ? next.start : member.end;
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

/** From the first byte of its key to behind the last byte of its value, blanks at the edges left out. */
interface Member {
  readonly start: number;
  readonly end: number;
}

function topLevelMembers(bytes: Buffer): Member[] {
  const members: Member[] = [];
  let at = bytes.indexOf('{') + 1;
  while (at > 0 && at < bytes.length) {
    const start = skipBlanks(bytes, at);
    const stop = endOfMember(bytes, start);
    let end = stop;
    while (end > start && isBlank(bytes[end - 1])) end -= 1;
    if (end > start) members.push({ start, end });
    if (bytes[stop] !== COMMA) return members;
    at = stop + 1;
  }
  return members;
}

/** The place of the comma or brace that ends the member which begins at `from`. */
function endOfMember(bytes: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (isOpening(byte)) depth += 1;
    else if (depth === 0 && (byte === COMMA || isClosing(byte))) return at;
    else if (isClosing(byte)) depth -= 1;
  }
  return bytes.length;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

/** The place of the quote that ends the string which begins at `at`. */
function endOfString(bytes: Buffer, at: number): number {
  let end = at + 1;
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return end;
}

function isOpening(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}

function isClosing(byte: number | undefined): boolean {
  return byte === 0x7d || byte === 0x5d;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
