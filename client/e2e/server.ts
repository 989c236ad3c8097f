import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The built server as a user starts it: on empty data, with the embedded database and the demo. */
export interface RunningServer {
  /** Where its pages are. */
  readonly url: string;
  /** Where it keeps its data. */
  readonly dataDir: string;
  /** The demo member whose password the first start printed. */
  readonly demo: { readonly email: string; readonly password: string };
  stop(): Promise<void>;
}

const ROOT = path.resolve(__dirname, '../..');
const START_WITHIN_MS = 60_000;

export async function startServer(): Promise<RunningServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keymeter-e2e-'));
  chmodSync(folder, 0o755);
  const dataDir = path.join(folder, 'data');
  const port = await freePort();
  const child = spawn(process.execPath, ['server/dist/main.js'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      CONTACT_URL: 'https://example.com/contact',
      PLANS_URL: 'https://example.com/plans',
      SHUTDOWN_TIMEOUT_SECONDS: '5',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await untilReady(child);
  const [, email = '', password = ''] = /as a member:\s+(\S+)\s+(\S+)/.exec(said) ?? [];
  return {
    url: `http://localhost:${port}`,
    dataDir,
    demo: { email, password },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not start in time. It said: ${said}`));
    }, START_WITHIN_MS);
    child.stdout?.on('data', (text: Buffer) => {
      said += text;
      if (!said.includes('is ready') || !said.includes('shown this once')) return;
      clearTimeout(timer);
      resolve(said);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code}. It said: ${said}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has such an address.
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
