import { en, type Messages } from './en';

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...'AÅBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽaåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž',
  ]
    .join('')
    .match(/../gu)
    ?.map((pair) => [pair[0], pair[1]]) ?? [],
);

/** Words of this length are added, so that a longer text may still wrap. */
const FILLER = 'éƒûîñ';
const GROWTH = 0.4;

/**
 * English as a test reads it: accents on every letter, 40 % longer, in brackets. What is not accented was never given
 * to the translators, and a bracket that cannot be seen is a text that is cut. Placeholders stay as they are.
 */
export function pseudoText(text: string): string {
  const accented = text.replace(/\{\{.*?\}\}|[A-Za-z]/g, (part) => ACCENTED[part] ?? part);
  const missing = Math.ceil(text.replace(/\{\{.*?\}\}/g, '').length * GROWTH);
  const filler = Array.from({ length: Math.ceil(missing / (FILLER.length + 1)) }, () => FILLER).join(' ');
  return `[${accented}${filler === '' ? '' : ` ${filler.slice(0, missing)}`}]`;
}

type Texts = { readonly [key: string]: string | Texts };

function pseudoTexts(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? pseudoText(text) : pseudoTexts(text),
    ]),
  );
}

/** The texts of the pseudo-locale `en-XA`, made from the English ones. */
export const pseudo = pseudoTexts(en) as Messages; // the same keys, by construction
