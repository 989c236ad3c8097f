import { chosenSteps, testSteps } from './testSteps.mjs';

describe('the steps of npm test', () => {
  it('name each other rightly, and hold every kind of test', () => {
    const steps = testSteps();
    const ids = steps.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(steps.flatMap(({ needs }) => needs).filter((id) => !ids.includes(id))).toEqual([]);
    expect(steps.filter(({ isRunner }) => isRunner).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['server', 'scripts', 'client']),
    );
  });

  it('can be chosen, with everything that they need, in order', () => {
    expect(chosenSteps(testSteps(), ['types-client', 'lint']).map(({ id }) => id)).toEqual([
      'lint',
      'codegen',
      'types-client',
    ]);
  });

  it('refuse a name that is none of theirs', () => {
    expect(() => chosenSteps(testSteps(), ['sever'])).toThrow(
      /^sever is not a step; allowed: lint, codegen, /,
    );
  });
});
