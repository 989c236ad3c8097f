/** What a text says as a number: an exact decimal with a point, or why it is none. */
export type ReadNumber =
  | { readonly kind: 'number'; readonly decimal: string }
  /** Digits, but with separators that this language does not write so: guessing could be wrong by a thousand. */
  | { readonly kind: 'separators' }
  | { readonly kind: 'none' };

/**
 * Reads a number that is not negative as the language writes it: 1,500.5 in English is 1.500,5 in Vietnamese. Spaces do not
 * count, and thousands may stand without separators. Separators at the wrong place are refused, never guessed.
 */
export function readNumber(typed: string, locale: string): ReadNumber {
  const text = typed.replace(/\s/g, '');
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return { kind: 'none' };
  const { group, decimal } = separatorsOf(locale);
  const [whole = '', fraction, ...rest] = text.split(decimal);
  const groups = whole.split(group);
  const isGrouped = groups.length > 1;
  const isWellGrouped =
    /^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((digits) => /^\d{3}$/.test(digits));
  const isFractionFine = fraction === undefined || /^\d+$/.test(fraction);
  if (rest.length > 0 || !isFractionFine || whole === '' || (isGrouped && !isWellGrouped)) {
    return { kind: 'separators' };
  }
  return { kind: 'number', decimal: groups.join('') + (fraction === undefined ? '' : `.${fraction}`) };
}

function separatorsOf(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
  const separator = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  return { group: separator('group') ?? ',', decimal: separator('decimal') ?? '.' };
}
