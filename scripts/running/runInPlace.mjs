import { spawn } from 'node:child_process';
import os from 'node:os';
import { ROOT_FOLDER } from './rootFolder.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const LOOK_FOR_NPM_MS = 500;

/**
 * Puts a program in this one's place as far as Node.js can: it has this terminal, gets the signals that come here,
 * and its exit code is returned. Below npm it is told to stop when npm is gone: npm hands a signal to its shell, which dies of
 * it and tells nobody.
 *
 * @param {readonly string[]} command
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<number>}
 */
export function runInPlace([program, ...args], env) {
  const child = spawn(program, args, { cwd: ROOT_FOLDER, env, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  const stopLooking = onNpmGone(env, () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopLooking();
      for (const name of SIGNALS) process.off(name, forward);
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/** Whoever starts this without npm may leave it running on purpose, as with nohup. */
function onNpmGone({ npm_lifecycle_event: npmScript }, stop) {
  if (!npmScript) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, LOOK_FOR_NPM_MS);
  return () => clearInterval(timer);
}
