import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A server in a process of its own, which can be killed and paused. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Sends the signal and waits until the process is gone. @returns its exit code; null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const ROOT = path.resolve(__dirname, '../../..');
const START_WITHIN_MS = 60_000;

/** Starts the server from its sources and waits until it listens. */
export async function startProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['-r', './scripts/swc-register.cjs', 'server/src/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'test',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await listeningPort(child);
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

function listeningPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not start in time. It said: ${said}`));
    }, START_WITHIN_MS);
    const listen = (text: Buffer): void => {
      said = (said + text).slice(-10_000);
      const port = /listening on [\d.]+:(\d+)/.exec(said)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code}. It said: ${said}`));
    });
  });
}
