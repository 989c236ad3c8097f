import { chmodSync, existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../platform/makeFolder';
import { embeddedDataDir } from './embeddedDataDir';
import { inFolder } from './explainFolderError';
import { canWalk, NOBODY, runsAsRoot } from './runAs';

/** Where root keeps what the user without rights must be able to reach. */
export interface SystemFolders {
  /** Holds the copies of the binaries. */
  readonly staging: string;
  /** Holds the clusters of data folders which that user cannot enter. */
  readonly clusters: string;
}

export const SYSTEM_FOLDERS: SystemFolders = { staging: '/var/tmp', clusters: '/var/lib/keymeter' };

/** The cluster and what stands beside it, all on one disk. */
export interface ClusterPlace {
  readonly clusterDir: string;
  /** Held by whoever is starting or joining PostgreSQL. */
  readonly lockFile: string;
  /** What PostgreSQL said since its start; emptied when it grows too large. */
  readonly logFile: string;
}

/**
 * Makes the folder above the cluster.
 *
 * @throws EmbeddedPostgresError when it cannot be made.
 */
export function prepareClusterPlace(dataDir: string, folders: SystemFolders): ClusterPlace {
  const asked = path.resolve(dataDir);
  inFolder(asked, () => makeFolder(asked));
  const real = realpathSync(asked);
  const clusterDir = embeddedDataDir({
    dataDir: real,
    runsAsRoot: runsAsRoot(),
    nobodyCanWalk: canWalk(real, NOBODY),
    awayRoot: folders.clusters,
    exists: existsSync,
  });
  const parent = path.dirname(clusterDir);
  if (parent !== real) inFolder(parent, () => makeOpenFolder(parent));
  return { clusterDir, lockFile: `${clusterDir}.lock`, logFile: `${clusterDir}.log` };
}

/** Made by root, to be walked by everyone, whatever root's umask is. */
function makeOpenFolder(folder: string): void {
  makeFolder(folder);
  for (const made of [path.dirname(folder), folder]) chmodSync(made, 0o755);
}
