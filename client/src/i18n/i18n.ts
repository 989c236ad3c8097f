import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en, Messages } from './en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Every language that the screens speak, complete by its type. Each is a file of its own: one loads only what one reads. */
const LANGUAGES = {
  en: () => import('./en').then((file): Messages => file.en),
} as const;

export type Language = keyof typeof LANGUAGES;

/** The texts of a language, ready for every `t`. */
export async function loadI18n(language: Language): Promise<I18n> {
  return createI18n(language, await LANGUAGES[language]());
}

export function createI18n(language: Language, messages: Messages): I18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: messages } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
