import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT_FOLDER } from '../running/rootFolder.mjs';

const MINUTE_MS = 60_000;

/**
 * One step of `npm test`. A check counts as one test, a runner as the tests that it has run.
 *
 * @typedef {object} TestStep
 * @property {string} id for --only
 * @property {string} label
 * @property {readonly string[]} command
 * @property {boolean} isRunner it writes what it has run into test-results/<id>.json
 * @property {readonly string[]} needs steps that have to pass before
 * @property {number} weight how many processor cores it can use
 * @property {number} timeoutMs
 */

/** Every step, in the order in which they begin when nothing holds them back. @returns {TestStep[]} */
export function testSteps() {
  return [
    check('lint', 'format and lint', npmRun('lint')),
    check('codegen', 'typed documents', npmRun('codegen')),
    check('types-shared', 'types of shared', tsc('shared')),
    check('types-server', 'types of server', tsc('server')),
    check('types-client', 'types of client', tsc('client'), { needs: ['codegen'] }),
    check('walls', 'import walls', npmRun('walls'), { needs: ['codegen'] }),
    check('knip', 'dead code', npmRun('knip'), { needs: ['codegen'] }),
    runner('server', 'server tests', 'server/jest.config.cjs', { weight: 2, timeoutMs: 20 * MINUTE_MS }),
    runner('scripts', 'script tests', 'scripts/jest.config.cjs'),
    runner('client', 'dashboard tests', 'client/jest.config.cjs', { needs: ['codegen'], weight: 2 }),
    check('build', 'build', [process.execPath, 'scripts/start.mjs', '--build-only'], {
      timeoutMs: 10 * MINUTE_MS,
    }),
    ...browserTests(),
  ];
}

/**
 * The steps with these ids and everything that they need, in order.
 *
 * @throws Error naming what is allowed.
 */
export function chosenSteps(steps, ids) {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const chosen = new Set();
  const choose = (id) => {
    const step = byId.get(id);
    if (!step) throw new Error(`${id} is not a step; allowed: ${[...byId.keys()].join(', ')}`);
    chosen.add(step);
    step.needs.forEach(choose);
  };
  ids.forEach(choose);
  return steps.filter((step) => chosen.has(step));
}

/** None while the project has none. */
function browserTests() {
  const config = 'client/e2e/jest.config.cjs';
  if (!existsSync(path.join(ROOT_FOLDER, config))) return [];
  return [runner('e2e', 'browser tests', config, { needs: ['build'], weight: 2 })];
}

function check(id, label, command, { needs = [], timeoutMs = 3 * MINUTE_MS } = {}) {
  return { id, label, command, isRunner: false, needs, weight: 1, timeoutMs };
}

function runner(id, label, config, { needs = [], weight = 1, timeoutMs = 10 * MINUTE_MS } = {}) {
  const results = path.join('test-results', `${id}.json`);
  const jest = [process.execPath, 'node_modules/jest/bin/jest.js', '-c', config];
  const command = [...jest, '--ci', '--json', '--outputFile', results];
  return { id, label, command, isRunner: true, needs, weight, timeoutMs };
}

function npmRun(script) {
  return ['npm', 'run', '--silent', script];
}

/** By its path: other packages carry an older compiler of the same name. */
function tsc(project) {
  return [process.execPath, 'node_modules/typescript/bin/tsc', '-p', project, '--noEmit'];
}
