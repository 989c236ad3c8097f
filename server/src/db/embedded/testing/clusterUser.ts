import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { EmbeddedPostgresOptions } from '../embeddedPostgres';
import type { Identity } from '../runAs';

const ANSWER_MS = 18_000;
export const REPOSITORY = path.join(__dirname, '../../../../..');

export interface ClusterUserOptions extends Partial<EmbeddedPostgresOptions> {
  readonly dataDir: string;
  /** Over the tests' own environment. */
  readonly env?: Record<string, string>;
  readonly runAs?: Identity;
  /** Another copy of this repository. */
  readonly repository?: string;
  /** True leaves the program nobody to wait for. */
  readonly withoutInput?: boolean;
}

/** What the program says once PostgreSQL answers, or why it does not. */
export interface ClusterUserAnswer {
  readonly url?: string;
  readonly socketDir?: string;
  readonly adopted?: boolean;
  readonly errorName?: string;
  readonly errorMessage?: string;
}

/** Another process that uses the embedded PostgreSQL. */
export interface ClusterUser {
  readonly child: ChildProcess;
  readonly answer: Promise<ClusterUserAnswer>;
  readonly ended: Promise<void>;
  /** Lets it call stop(), and waits until that is done and the process has ended. */
  stop(): Promise<void>;
  kill(): void;
  /** What Ctrl-C does: a signal to it and to all that it has started in its group. */
  interruptGroup(): void;
}

const users: ClusterUser[] = [];

export function spawnClusterUser(options: ClusterUserOptions): ClusterUser {
  const { env, runAs, repository = REPOSITORY, withoutInput, ...start } = options;
  const program = path.join(repository, 'server/src/db/embedded/testing/useCluster.ts');
  const compiler = path.join(repository, 'scripts/swc-register.cjs');
  const child = spawn(
    process.execPath,
    ['-r', compiler, program, JSON.stringify({ durable: false, ...start })],
    {
      ...runAs,
      cwd: '/',
      detached: true,
      // biome-ignore lint/style/noProcessEnv: the program under test gets the environment of the tests.
      env: { ...process.env, ...env },
      stdio: [withoutInput ? 'ignore' : 'pipe', 'pipe', 'inherit'],
    },
  );
  const user = controlClusterUser(child);
  users.push(user);
  return user;
}

/** Ends the programs that a test has left. */
export async function endClusterUsers(): Promise<void> {
  for (const user of users.splice(0)) {
    user.kill();
    await user.ended;
  }
}

function controlClusterUser(child: ChildProcess): ClusterUser {
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    answer: firstLine(child),
    ended,
    kill: () => void child.kill('SIGKILL'),
    interruptGroup: () => void (child.pid && process.kill(-child.pid, 'SIGINT')),
    stop: async () => {
      child.stdin?.end('stop\n');
      await ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<ClusterUserAnswer> {
  const answer = new Promise<ClusterUserAnswer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The program did not answer in time.')), ANSWER_MS);
    child.once('close', () => {
      clearTimeout(timer);
      reject(new Error('The program ended without an answer.'));
    });
    if (child.stdout)
      createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
  answer.catch(() => undefined); // not every test that kills a program has waited for its answer
  return answer;
}
