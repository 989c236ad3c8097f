/** The languages that people choose from, each by its own name. */
export const LANGUAGE_NAMES = { en: 'English', vi: 'Tiếng Việt' } as const;

/** `en-XA` is for tests: English with accents, longer, in brackets. Only an address asks for it. */
export type Language = keyof typeof LANGUAGE_NAMES | 'en-XA';

const LANGUAGES: readonly Language[] = ['en', 'vi', 'en-XA'];
const OFFERED = Object.keys(LANGUAGE_NAMES) as (keyof typeof LANGUAGE_NAMES)[]; // Object.keys widens to string

const STORAGE_KEY = 'keymeter.language';

/** What may say which language to speak, the strongest first. */
export interface LanguageWishes {
  /** Of the address: `?lang=vi`. It holds for the tab. */
  readonly asked: string | null;
  readonly ofTab: string | null;
  /** Chosen in the menu, some day. */
  readonly chosen: string | null;
  readonly ofBrowser: readonly string[];
}

/** The first wish that can be met: `vi-VN` is met by `vi`. English when none can. */
export function pickLanguage({ asked, ofTab, chosen, ofBrowser }: LanguageWishes): Language {
  for (const wish of [asked, ofTab, chosen]) {
    const met = LANGUAGES.find((language) => language === wish);
    if (met) return met;
  }
  for (const wish of ofBrowser) {
    const met = OFFERED.find((language) => wish.toLowerCase().split('-')[0] === language);
    if (met) return met;
  }
  return 'en';
}

/** The language that this page is to speak. A language in the address is kept for the tab. */
export function wishedLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  const language = pickLanguage({
    asked,
    ofTab: read(() => sessionStorage),
    chosen: read(() => localStorage),
    ofBrowser: navigator.languages,
  });
  if (asked === language) write(() => sessionStorage, language);
  return language;
}

/** Keeps a choice of the menu for the next visits; it beats what an address once asked of this tab. */
export function rememberLanguage(language: Language): void {
  write(() => sessionStorage, null);
  write(() => localStorage, language);
}

/** Storage may be forbidden: then the choice lasts as long as the page. */
function read(storage: () => Storage): string | null {
  try {
    return storage().getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, language: Language | null): void {
  try {
    if (language === null) storage().removeItem(STORAGE_KEY);
    else storage().setItem(STORAGE_KEY, language);
  } catch {
    // See above.
  }
}
