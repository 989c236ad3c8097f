import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { stopChild } from '../childScript';

/** Portkey's gateway as npm brings it. It checks no key and keeps no usage. */
export interface PortkeyTarget {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

const SCRIPT = path.join(
  path.dirname(require.resolve('@portkey-ai/gateway/package.json')),
  'build/start-server.js',
);
/** It would listen on every address, and passes anything on to any address. */
const LOOPBACK_ONLY = path.join(__dirname, 'loopbackOnly.cjs');
const START_WITHIN_MS = 30_000;

export async function startPortkey(): Promise<PortkeyTarget> {
  const port = await freePort();
  const child = spawn(process.execPath, ['-r', LOOPBACK_ONLY, SCRIPT, `--port=${port}`, '--headless'], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production' },
    stdio: 'ignore',
  });
  const deadline = performance.now() + START_WITHIN_MS;
  while (!(await answers(port))) {
    if (performance.now() > deadline || child.exitCode !== null) {
      await stopChild(child);
      throw new Error("Portkey's gateway did not start.");
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { port, pid: child.pid ?? 0, stop: () => stopChild(child) };
}

async function answers(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  }
}

/** It takes none by itself. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
