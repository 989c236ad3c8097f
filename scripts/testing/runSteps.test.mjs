import { runSteps } from './runSteps.mjs';

const step = (id, { needs = [], weight = 1 } = {}) => ({ id, needs, weight });
const ended = (of, isOk = true) => ({
  step: of,
  isOk,
  passed: isOk ? 1 : 0,
  failed: isOk ? 0 : 1,
  tookMs: 1,
  note: '',
});

/** Runs steps that take one turn each and writes down what runs side by side. */
async function story(steps, { capacity = 2, failing = [] } = {}) {
  const running = [];
  const moments = [];
  const run = async (of) => {
    running.push(of.id);
    await new Promise((resolve) => setImmediate(resolve));
    moments.push([...running].sort().join('+'));
    await new Promise((resolve) => setImmediate(resolve));
    running.splice(running.indexOf(of.id), 1);
    return ended(of, !failing.includes(of.id));
  };
  const ends = [];
  const results = await runSteps(steps, { capacity, run, onEnd: (result) => ends.push(result.step.id) });
  return { results, moments: [...new Set(moments)], ends };
}

describe('steps', () => {
  it('run side by side as far as there is room, the earlier ones first', async () => {
    const { moments } = await story([step('a'), step('b'), step('c')]);

    expect(moments).toEqual(['a+b', 'c']);
  });

  it('run alone when they fill all the room or more', async () => {
    const { moments } = await story([step('a'), step('heavy', { weight: 2 }), step('huge', { weight: 9 })]);

    expect(moments).toEqual(['a', 'heavy', 'huge']);
  });

  it('wait for what they need, and let later ones pass meanwhile', async () => {
    const { moments } = await story([step('a', { needs: ['b'] }), step('b'), step('c')]);

    expect(moments).toEqual(['b+c', 'a']);
  });

  it('are not run and count as failed when what they need has failed, however far away', async () => {
    const steps = [step('a'), step('b', { needs: ['a'] }), step('c', { needs: ['b'] }), step('d')];

    const { results, ends } = await story(steps, { failing: ['a'] });

    expect(results.map(({ step: { id }, isOk, failed, note }) => [id, isOk, failed, note])).toEqual([
      ['a', false, 1, ''],
      ['b', false, 1, 'not run: a failed'],
      ['c', false, 1, 'not run: b failed'],
      ['d', true, 0, ''],
    ]);
    expect(ends).toHaveLength(4);
  });

  it('are refused when they wait for each other', async () => {
    const steps = [step('a', { needs: ['b'] }), step('b', { needs: ['a'] })];

    await expect(story(steps)).rejects.toThrow('these steps wait for each other: a, b');
  });
});
