import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { CHILD_ENVIRONMENT } from './childEnvironment';
import { binariesCannotRun, diskFull, postgresFailed, userUnknown } from './embeddedPostgres.errors';
import { inFolder } from './explainFolderError';
import type { Identity } from './runAs';
import { saysDiskFull } from './saysDiskFull';

/** Initialising takes about a second; a slow disk may take ten. */
const DEADLINE_MS = 60_000;
const TAIL_CHARACTERS = 2_000;

export interface NewCluster {
  readonly nativeDir: string;
  readonly clusterDir: string;
  readonly runAs: Identity | null;
  /** False leaves out waiting for the disk. */
  readonly durable: boolean;
}

/**
 * Makes the cluster aside and renames it when it is whole, so that a start killed half-way leaves none.
 *
 * @throws EmbeddedPostgresError when the folder, the disk or the user does not allow it.
 */
export async function initCluster(cluster: NewCluster): Promise<void> {
  const { clusterDir, runAs, durable } = cluster;
  const parent = path.dirname(clusterDir);
  const aside = inFolder(parent, () => mkdtempSync(`${clusterDir}.init-`));
  try {
    if (runAs) chownSync(aside, runAs.uid, runAs.gid);
    await runInitdb(cluster, aside);
    renameSync(aside, clusterDir);
    if (durable) syncFolder(parent);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what killed starts have left aside. Call it with the start lock held, when nobody is making a cluster. */
export function removeUnfinishedClusters(clusterDir: string): void {
  const parent = path.dirname(clusterDir);
  const prefix = `${path.basename(clusterDir)}.init-`;
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    try {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    } catch {
      // An initdb whose starter was killed may still be writing there: the next start removes it.
    }
  }
}

/** `builtin` C.UTF-8 sorts alike on every system, whatever its libraries. */
function initdbArguments(folder: string, durable: boolean): string[] {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8'];
  // Nobody but the owner of the socket's folder can knock, so nobody needs a password.
  const access = ['-U', 'postgres', '-A', 'trust'];
  return [
    '-D',
    folder,
    ...access,
    ...locale,
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
}

function runInitdb({ nativeDir, clusterDir, runAs, durable }: NewCluster, folder: string): Promise<void> {
  const file = path.join(nativeDir, 'bin', 'initdb');
  return new Promise((resolve, reject) => {
    let tail = '';
    const child = spawn(file, initdbArguments(folder, durable), {
      ...runAs,
      cwd: '/',
      env: CHILD_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: AbortSignal.timeout(DEADLINE_MS),
      killSignal: 'SIGKILL',
    });
    child.stderr.on('data', (text: Buffer) => {
      tail = (tail + text.toString()).slice(-TAIL_CHARACTERS);
    });
    child.once('error', (error) => reject(explainSpawn(file, error)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(explainInitdb(tail, clusterDir))));
  });
}

function explainSpawn(file: string, error: Error): Error {
  if (error.name === 'AbortError')
    return postgresFailed(`needed over ${DEADLINE_MS / 1000} s to make its database`, '');
  return binariesCannotRun(file, error);
}

function explainInitdb(tail: string, clusterDir: string): Error {
  const uid = /could not look up effective user ID (\d+)/.exec(tail)?.[1];
  if (uid) return userUnknown(uid);
  if (saysDiskFull(tail)) return diskFull(path.dirname(clusterDir), 'DATA_DIR', tail);
  return postgresFailed('could not make its database', tail);
}

/** Keeps the rename over a power failure. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
