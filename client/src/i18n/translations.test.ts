import { en } from './en';
import { pseudo, pseudoText } from './pseudo';
import { vi } from './vi';

type Texts = { readonly [key: string]: string | Texts };

/** Every text with its path: "keys.column.name". */
function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text]] : flat(text, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{.*?\}\}/g) ?? [])].sort();
const english = new Map(flat(en));

describe('Vietnamese', () => {
  it('has every text, with the same values to fill in', () => {
    for (const [path, text] of flat(vi)) {
      expect([path, placeholders(text)]).toEqual([path, placeholders(english.get(path) ?? '')]);
      expect(text.trim()).not.toBe('');
    }
    const counted = [...english.keys()].filter((path) => !path.endsWith('_one'));
    expect(
      flat(vi)
        .map(([path]) => path)
        .sort(),
    ).toEqual(counted.sort());
  });

  it('was translated: few texts read the same in both languages', () => {
    const same = flat(vi).filter(([path, text]) => text === english.get(path) && /\p{L}{2}/u.test(text));

    // Names, units and addresses: E-mail, curl, Python, CSV: FOCUS 1.2, {{zone}} …
    expect(same.length).toBeLessThan(30);
  });
});

describe('the pseudo-locale', () => {
  it('is longer, accented and in brackets, and keeps what is filled in', () => {
    const text = pseudoText('Action for {{name}}');

    expect(text).toMatch(/^\[.*\{\{name\}\}.*\]$/);
    expect(text.replace('{{name}}', '')).not.toMatch(/[A-Za-z]/);
    expect(text.length).toBeGreaterThanOrEqual('Action for {{name}}'.length * 1.2);
  });

  it('has every text of English', () => {
    expect(flat(pseudo).map(([path]) => path)).toEqual([...english.keys()]);
  });
});
