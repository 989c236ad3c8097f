import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { ROOT_FOLDER } from './rootFolder.mjs';

/** How long a command that was told to stop may take before it is killed. */
const KILL_AFTER_MS = 5_000;

/** Groups of processes that run now, so that none outlives this one. */
const running = new Set();

/**
 * Runs a command with all its output going into a file. Never throws: what went wrong stands in that file.
 *
 * @param {{command: readonly string[], logFile: string, timeoutMs: number, env?: Record<string, string>}} options
 * @returns {Promise<{isOk: boolean, tookMs: number}>}
 */
export async function runCommand({ command: [program, ...args], logFile, timeoutMs, env = {} }) {
  const startedAt = performance.now();
  const log = createWriteStream(logFile);
  const child = spawn(program, args, {
    cwd: ROOT_FOLDER,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: true,
  });
  running.add(child);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const timer = setTimeout(() => {
    log.write(`\nstopped: it took longer than ${timeoutMs / 1000} s\n`);
    stopGroup(child);
  }, timeoutMs);
  const ending = await endOf(child);
  clearTimeout(timer);
  running.delete(child);
  if (ending.problem) log.write(`\n${ending.problem}\n`);
  await new Promise((resolve) => log.end(resolve));
  return { isOk: ending.problem === null, tookMs: performance.now() - startedAt };
}

/** Ends every command that still runs. */
export function stopCommands() {
  for (const child of running) stopGroup(child);
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ problem: `could not be started: ${error.message}` }));
    child.once('close', (code, signal) => {
      resolve({
        problem: code === 0 ? null : signal ? `ended by ${signal}` : `ended with exit code ${code}`,
      });
    });
  });
}

function stopGroup(child) {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS).unref();
}

function signalGroup({ pid }, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}
