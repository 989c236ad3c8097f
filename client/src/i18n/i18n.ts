import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en, Messages } from './en';
import { type Language, rememberLanguage } from './languages';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Every language that the screens speak, complete by its type. Each is a file of its own: one loads only what one reads. */
const MESSAGES: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: () => import('./en').then((file) => file.en),
  vi: () => import('./vi').then((file) => file.vi),
  'en-XA': () => import('./pseudo').then((file) => file.pseudo),
};

/** The texts of a language, ready for every `t`. */
export async function loadI18n(language: Language): Promise<I18n> {
  return createI18n(language, await MESSAGES[language]());
}

export function createI18n(language: Language, messages: Messages): I18n {
  const instance = createInstance();
  instance.on('languageChanged', (spoken) => {
    document.documentElement.lang = spoken;
  });
  void instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: messages } },
    interpolation: { escape: isolated },
    initAsync: false,
  });
  return instance;
}

/** Speaks another language from now on, on every page that is open, and keeps the choice. Rejects when it cannot be loaded. */
export async function speak(i18n: I18n, language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', await MESSAGES[language]());
  }
  await i18n.changeLanguage(language);
  rememberLanguage(language);
}

/** A name that is written from right to left must not turn the sentence round it: it gets its own direction. */
function isolated(value: string): string {
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(value)
    ? `\u2068${value}\u2069`
    : value;
}
