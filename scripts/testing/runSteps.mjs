/**
 * Runs steps side by side: each as soon as what it needs has passed and there is room for its weight, the earlier
 * ones first. A step whose need has failed is not run and counts as failed.
 *
 * @param {readonly import('./testSteps.mjs').TestStep[]} steps
 * @param {{capacity: number, run: (step) => Promise<StepResult>, onEnd: (result: StepResult) => void}} options
 * @typedef {{step, isOk: boolean, passed: number, failed: number, tookMs: number, note: string}} StepResult
 * @returns {Promise<StepResult[]>} in the order of the steps
 */
export async function runSteps(steps, { capacity, run, onEnd }) {
  const results = new Map();
  const running = new Map();
  const end = (result) => {
    running.delete(result.step);
    results.set(result.step.id, result);
    onEnd(result);
  };
  while (results.size < steps.length) {
    const waiting = steps.filter((step) => !results.has(step.id) && !running.has(step));
    const hopeless = waiting.find((step) => brokenNeed(step, results));
    const next = waiting.find((step) => isReady(step, results) && fits(step, running, capacity));
    if (hopeless) end(notRun(hopeless, brokenNeed(hopeless, results)));
    else if (next) running.set(next, run(next));
    else if (running.size > 0) end(await Promise.race(running.values()));
    else throw new Error(`these steps wait for each other: ${waiting.map(({ id }) => id).join(', ')}`);
  }
  return steps.map(({ id }) => results.get(id));
}

function brokenNeed(step, results) {
  return step.needs.find((id) => results.get(id)?.isOk === false);
}

function isReady(step, results) {
  return step.needs.every((id) => results.get(id)?.isOk);
}

/** A step that is heavier than all there is runs alone. */
function fits(step, running, capacity) {
  const used = [...running.keys()].reduce((sum, { weight }) => sum + weight, 0);
  return used === 0 || used + step.weight <= capacity;
}

function notRun(step, need) {
  return { step, isOk: false, passed: 0, failed: 1, tookMs: 0, note: `not run: ${need} failed` };
}
