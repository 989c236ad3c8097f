/** Digits with grouping, never rounded: 12,300,441. */
export function formatCount(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** Digits with grouping and up to six decimals: 1,234.5. */
export function formatDecimal(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 6 }).format(value);
}

/** For tiles and axes, three digits at most: 12.3M. The exact value has to stand near it. */
export function formatCompact(value: number, locale: string): string {
  return numberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/**
 * An amount of US dollars from an exact decimal string. Whole amounts show cents; below a dollar four decimals and
 * below a cent six, so that a small cost does not read as zero and columns stay straight.
 */
export function formatCost(decimal: string, locale: string): string {
  const size = Math.abs(Number(decimal));
  const decimals = size === 0 || size >= 1 ? 2 : size >= 0.01 ? 4 : 6;
  return dollars(locale, decimals, decimals).format(Number(decimal));
}

/** For axes: $0.4, $1.5K. */
export function formatCompactCost(value: number, locale: string): string {
  return numberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 4,
  }).format(value);
}

/** A price from an exact decimal string: cents, and more decimals only where it has them. */
export function formatPrice(decimal: string, locale: string): string {
  return dollars(locale, 2, 6).format(Number(decimal));
}

function dollars(
  locale: string,
  minimumFractionDigits: number,
  maximumFractionDigits: number,
): Intl.NumberFormat {
  return numberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits,
    maximumFractionDigits,
  });
}

/** A part of a whole in percent; tiny parts read as "<1%", so that nothing used looks unused. */
export function formatShare(part: number, whole: number, locale: string): string {
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (whole <= 0 || part <= 0) return percent.format(0);
  const share = part / whole;
  return share < 0.01 ? `<${percent.format(0.01)}` : percent.format(share);
}

/** A change in percent with its sign: "+12%", "−3%". */
export function formatChange(share: number, locale: string): string {
  return numberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  }).format(share);
}

/** Making a format takes longer than using it a hundred times; there are a few for each language. */
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const kept = formats.get(name);
  if (kept) return kept;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(name, made);
  return made;
}
