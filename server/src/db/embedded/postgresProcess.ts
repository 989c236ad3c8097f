import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { CHILD_ENVIRONMENT } from './childEnvironment';
import type { Identity } from './runAs';

export interface PostgresTask {
  readonly nativeDir: string;
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly runAs: Identity | null;
  readonly settings: Readonly<Record<string, string>>;
  /** An open file for what PostgreSQL says. */
  readonly logHandle: number;
}

/** A PostgreSQL that we have started; it goes on when we end. */
export interface PostgresProcess {
  /** Null while it runs. */
  exited(): PostgresExit | null;
}

/** `cannotRun`: the system refused to run the file at all. */
export type PostgresExit = { readonly cannotRun: Error | null };

export function postgresFile(nativeDir: string): string {
  return path.join(nativeDir, 'bin', 'postgres');
}

/** Starts PostgreSQL on a unix socket only, in a session of its own: Ctrl-C must not stop it before its users. */
export function startPostgresProcess(task: PostgresTask): PostgresProcess {
  const { nativeDir, clusterDir, socketDir, runAs, settings, logHandle } = task;
  const own = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    postgresFile(nativeDir),
    ['-D', clusterDir, '-h', '', '-k', socketDir, '-p', '5432', ...own],
    { ...runAs, cwd: '/', detached: true, env: CHILD_ENVIRONMENT, stdio: ['ignore', 'ignore', logHandle] },
  );
  child.unref();
  return watchExit(child);
}

function watchExit(child: ChildProcess): PostgresProcess {
  let exit: PostgresExit | null = null;
  child.once('error', (error) => {
    exit = { cannotRun: error };
  });
  child.once('exit', () => {
    exit ??= { cannotRun: null };
  });
  return { exited: () => exit };
}
