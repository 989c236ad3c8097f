/**
 * A whole number out of a bigint or numeric column, which travels as text.
 *
 * @throws RangeError beyond 2^53 - 1: a rounded token count would be a wrong one.
 */
export function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`${text} is beyond 2^53 - 1: it can not be given exactly.`);
  return number;
}
