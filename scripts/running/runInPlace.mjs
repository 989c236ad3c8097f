import { spawn } from 'node:child_process';
import os from 'node:os';
import { ROOT_FOLDER } from './rootFolder.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Puts a program in this one's place as far as Node.js can: it has this terminal, gets the signals that come here,
 * and its exit code is returned.
 *
 * @param {readonly string[]} command
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<number>}
 */
export function runInPlace([program, ...args], env) {
  const child = spawn(program, args, { cwd: ROOT_FOLDER, env, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}
