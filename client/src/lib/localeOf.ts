/** Of English it is the locale that writes both 23 June and 12.3M; the pseudo-locale is English, too. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-IE', 'en-XA': 'en-IE' };

/** The locale in which numbers and dates are written for a language of the screens. */
export function localeOf(language: string): string {
  return LOCALES[language] ?? language;
}
