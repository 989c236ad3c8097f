import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { durationText, spinner, stepLine } from '../running/progressLine.mjs';
import { ROOT_FOLDER } from '../running/rootFolder.mjs';
import { runCommand } from '../running/runCommand.mjs';
import { BUILD_STEPS, COMMON_INPUTS, isGenerated } from './buildSteps.mjs';
import { contentHash, listingHash } from './contentHash.mjs';

const TIMEOUT_MS = 5 * 60_000;
const RECORDS = path.join(ROOT_FOLDER, 'node_modules/.cache/keymeter');

/**
 * Builds the parts whose sources or results have changed since they were built last, one line for each.
 * A tool's output is shown only when it fails.
 *
 * @returns {Promise<boolean>} false when a part could not be built; the later ones are left then
 */
export async function buildProject(stream) {
  mkdirSync(RECORDS, { recursive: true });
  for (const step of BUILD_STEPS) {
    if (isBuilt(step)) stream.write(`${stepLine('✓', step.name, 'unchanged')}\n`);
    else if (!(await build(step, stream))) return false;
  }
  return true;
}

async function build(step, stream) {
  const inputs = inputsHash(step);
  const logFile = path.join(RECORDS, `${step.name}.log`);
  const stopSpinner = spinner(stream, () => `building ${step.name}`);
  rmSync(distOf(step, ROOT_FOLDER), { recursive: true, force: true });
  const command = ['npm', 'run', 'build', '--workspace', `@keymeter/${step.folder}`];
  const { isOk, tookMs } = await runCommand({ command, logFile, timeoutMs: TIMEOUT_MS });
  stopSpinner();
  stream.write(`${stepLine(isOk ? '✓' : '✗', step.name, durationText(tookMs))}\n`);
  if (isOk) writeFileSync(recordOf(step), JSON.stringify({ inputs, outputs: outputsHash(step) }));
  else stream.write(`\n${readFileSync(logFile, 'utf8')}\n`);
  return isOk;
}

function isBuilt(step) {
  try {
    const { inputs, outputs } = JSON.parse(readFileSync(recordOf(step), 'utf8'));
    return inputs === inputsHash(step) && outputs === outputsHash(step);
  } catch {
    return false;
  }
}

function inputsHash(step) {
  return contentHash(ROOT_FOLDER, [...step.inputs, ...COMMON_INPUTS], isGenerated);
}

function outputsHash(step) {
  return listingHash(ROOT_FOLDER, distOf(step, ''));
}

function distOf(step, root) {
  return path.join(root, step.folder, 'dist');
}

function recordOf(step) {
  return path.join(RECORDS, `${step.name}.json`);
}
