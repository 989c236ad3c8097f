import type { DemoStyle } from './demoModels';
import { demoText } from './demoText';

const STYLES: readonly DemoStyle[] = ['BRIEF', 'THOROUGH', 'LIST', 'VERSE'];

describe('what a demo model writes', () => {
  it.each(STYLES)('is readable, says that it is a demo, and is the same every time: %s', (style) => {
    const text = demoText(style, 'How do I bake bread?');

    expect(text).toContain('How do I bake bread?');
    expect(text).toContain('This is a demo model');
    expect(text.length).toBeGreaterThan(150);
    expect(demoText(style, 'How do I bake bread?')).toBe(text);
  });

  it('is different for different prompts and models', () => {
    const prompts = Array.from({ length: 50 }, (_unused, index) => `question ${index}`);
    const answers = STYLES.flatMap((style) =>
      prompts.map((prompt) => demoText(style, prompt).replace(prompt, '')),
    );

    expect(new Set(answers).size).toBe(answers.length);
  });

  it('says nothing twice in one answer', () => {
    for (let at = 0; at < 50; at += 1) {
      const lines = demoText('LIST', `${at}`)
        .split('\n')
        .slice(2)
        .map((line) => line.slice(3));
      expect(new Set(lines).size).toBe(5);
    }
  });

  it('quotes the beginning of a long prompt only, and never half a character', () => {
    const text = demoText('BRIEF', '😀'.repeat(10_000));

    expect(text).toContain(`"${'😀'.repeat(80)}…"`);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text.length).toBeLessThan(600);
  });

  it('needs no prompt', () => {
    expect(demoText('BRIEF', '  ')).not.toContain('You wrote');
  });
});
