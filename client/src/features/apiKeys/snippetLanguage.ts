import { SNIPPET_LANGUAGES, type SnippetLanguage } from './snippets';

const STORAGE_KEY = 'keymeter.snippetLanguage';

/** The language that was chosen last on this computer. */
export function readSnippetLanguage(): SnippetLanguage {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    return SNIPPET_LANGUAGES.find((language) => language === kept) ?? 'curl';
  } catch {
    return 'curl';
  }
}

export function writeSnippetLanguage(language: SnippetLanguage): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the dialog.
  }
}
