import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { CHILD_ENVIRONMENT } from './childEnvironment';

export interface WatchdogTask {
  readonly socketDir: string;
  readonly clusterDir: string;
  readonly logFile: string;
  /** An open file for what the watchdog says when it fails. */
  readonly logHandle: number;
}

/** Starts the watchdog in a session of its own, so that neither Ctrl-C nor our end reaches it. */
export function spawnWatchdog({ socketDir, clusterDir, logFile, logHandle }: WatchdogTask): ChildProcess {
  const child = spawn(process.execPath, [...watchdogProgram(), socketDir, clusterDir, logFile], {
    cwd: '/',
    detached: true,
    env: CHILD_ENVIRONMENT,
    stdio: ['ignore', 'ignore', logHandle],
  });
  child.once('error', () => undefined); // told by the missing welcome
  child.unref();
  return child;
}

/** The compiled file in `dist`; under the tests and in development the source, by way of the compiler. */
function watchdogProgram(): string[] {
  if (__filename.endsWith('.js')) return [path.join(__dirname, 'watchdog.js')];
  const compiler = path.join(__dirname, '../../../../scripts/swc-register.cjs');
  return ['-r', compiler, path.join(__dirname, 'watchdog.ts')];
}
