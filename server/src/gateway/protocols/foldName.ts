/**
 * A field's name as the laxest decoder reads it: without case, `_`, `-` and blanks. Upper case after the compatibility forms and
 * lower again: K of Kelvin and the long s become k and s.
 */
export function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll(/[_\-\s]/g, '');
}
