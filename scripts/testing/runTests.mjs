import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { optionsFrom } from '../running/optionsFrom.mjs';
import { durationText, spinner, stepLine } from '../running/progressLine.mjs';
import { ROOT_FOLDER } from '../running/rootFolder.mjs';
import { runCommand, stopCommands } from '../running/runCommand.mjs';
import { jestCounts } from './jestCounts.mjs';
import { runSteps } from './runSteps.mjs';
import { closingLine, summaryTable } from './summaryTable.mjs';
import { chosenSteps, testSteps } from './testSteps.mjs';

const RESULTS = path.join(ROOT_FOLDER, 'test-results');
/** More at once would only slow each of them down. */
const MOST_AT_ONCE = 4;

const HELP = `
Usage: npm test [-- OPTION]

Runs every check and every test. Nothing has to be there before: no service, no browser, no database.
The last line is the sum: each check counts as one. A step's whole output is kept in test-results/.

  --only STEPS   these steps, with commas between, and what they need:
                 ${testSteps()
                   .map(({ id }) => id)
                   .join(', ')}
  --help         this text

One test file alone: npx jest -c server/jest.config.cjs server/src/models
`.trimStart();

/** @returns {Promise<number>} the exit code: 1 when anything failed or ran no test */
export async function runTests() {
  const steps = stepsFrom(optionsFrom(HELP, ['--only=']));
  if (steps === null) return 1;
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  process.once('SIGINT', stopTests).once('SIGTERM', stopTests);
  const under = new Set();
  const stopSpinner = spinner(process.stdout, () => [...under].map(({ label }) => label).join(', '));
  const results = await runSteps(steps, {
    capacity: Math.min(Math.max(availableParallelism(), 2), MOST_AT_ONCE),
    run: (step) => {
      under.add(step);
      return runStep(step);
    },
    onEnd: (result) => {
      under.delete(result.step);
      process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}${endText(result)}`);
    },
  });
  stopSpinner();
  process.stdout.write(`\n${summaryTable(results)}\n\n${closingLine(results)}\n`);
  return results.every(({ isOk }) => isOk) ? 0 : 1;
}

function stepsFrom({ only }) {
  try {
    return only ? chosenSteps(testSteps(), only.split(',')) : testSteps();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return null;
  }
}

function stopTests() {
  stopCommands();
  process.stdout.write('\nstopped\n');
  process.exit(130);
}

async function runStep(step) {
  const { command, timeoutMs } = step;
  const { isOk: endedWell, tookMs } = await runCommand({ command, logFile: logOf(step), timeoutMs });
  if (!step.isRunner) {
    return { step, isOk: endedWell, passed: endedWell ? 1 : 0, failed: endedWell ? 0 : 1, tookMs, note: '' };
  }
  const file = path.join(RESULTS, `${step.id}.json`);
  const counts = jestCounts(existsSync(file) ? readFileSync(file, 'utf8') : null, endedWell);
  return { step, isOk: counts.failed === 0, ...counts, tookMs };
}

/** One line; for a failure the whole output below it. */
function endText({ step, isOk, tookMs, note }) {
  const line = `${stepLine(isOk ? '✓' : '✗', step.label, [durationText(tookMs), note].join('  '))}\n`;
  if (isOk || !existsSync(logOf(step))) return line;
  return `${line}\n${readFileSync(logOf(step), 'utf8').trimEnd()}\n\n`;
}

function logOf(step) {
  return path.join(RESULTS, `${step.id}.log`);
}
