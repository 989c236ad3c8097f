import type { DemoStyle } from './demoModels';
import { LINES, OPENINGS, SENTENCES } from './demoPhrases';
import { seededChoice } from './seededChoice';

const QUOTED_LENGTH = 80;
const MADE_UP = 'This is a demo model: the text is made up, the token counts are real.';

/** An answer to a prompt: readable, different for each prompt and style, and always the same for the same two. */
export function demoText(style: DemoStyle, prompt: string): string {
  const choose = seededChoice(`${style}\n${prompt}`);
  const opening = `${choose.one(OPENINGS)} ${quoted(prompt)}${MADE_UP}`;
  switch (style) {
    case 'BRIEF':
      return `${opening} ${choose.some(SENTENCES, 3).join(' ')}`;
    case 'THOROUGH':
      return [
        opening,
        choose.some(SENTENCES, 5).join(' '),
        choose.some(SENTENCES, 5).join(' '),
        'Tell me more about your case, and I will be more precise.',
      ].join('\n\n');
    case 'LIST': {
      const points = choose.some(SENTENCES, 5).map((sentence, index) => `${index + 1}. ${sentence}`);
      return `${opening}\n\n${points.join('\n')}`;
    }
    case 'VERSE':
      return `${opening}\n\n${choose.some(LINES, 4).join('\n')}\n\n${choose.some(LINES, 4).join('\n')}`;
  }
}

function quoted(prompt: string): string {
  const words = prompt.trim().replace(/\s+/g, ' ');
  if (words === '') return '';
  const start = [...words.slice(0, 2 * QUOTED_LENGTH)].slice(0, QUOTED_LENGTH).join('');
  return `You wrote "${start}${start.length < words.length ? '…' : ''}". `;
}
