/** A number of a JSON text, digit by digit as it was written. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

/** Texts and numbers of JSON, wherever they stand: a number inside a text is part of that text's match. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** No text of a list begins like this; one that does is no number all the same unless it looks like one. */
const MARK = '\u0001';
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Reads JSON without putting numbers into floats, in which 1.5e-07 is another number: they come as ExactNumber.
 *
 * @throws SyntaxError for what is no JSON.
 */
export function parseExactJson(text: string): unknown {
  const marked = text.replace(TEXT_OR_NUMBER, (match) =>
    match.startsWith('"') ? match : `"${JSON.stringify(MARK).slice(1, -1)}${match}"`,
  );
  return JSON.parse(marked, (_key, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
    const digits = value.slice(MARK.length);
    return NUMBER.test(digits) ? new ExactNumber(digits) : value;
  });
}

/**
 * The decimal point moved to the right, as plain digits: `shiftDecimal('1.5e-07', 6)` is `0.15`.
 *
 * @returns null for what is negative, and for more than 20 digits before the point or 30 behind it.
 */
export function shiftDecimal({ text }: ExactNumber, places: number): string | null {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === '' || Math.abs(Number(exponent)) > 100) return null;
  const point = whole.length + Number(exponent) + places;
  const digits = (whole + fraction).padStart(whole.length + fraction.length + Math.max(0, -point), '0');
  const at = Math.max(0, point);
  const before = digits.slice(0, at).padEnd(at, '0').replace(/^0+/, '');
  const behind = digits.slice(at).replace(/0+$/, '');
  if (before.length > 20 || behind.length > 30) return null;
  return behind === '' ? before || '0' : `${before || '0'}.${behind}`;
}
