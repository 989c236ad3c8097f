import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { POSTGRES_MAJOR } from './embeddedDataDir';
import {
  clusterOfRoot,
  clusterOfSomebodyElse,
  clusterUnreachable,
  foreignVersion,
  notACluster,
} from './embeddedPostgres.errors';
import { errorCodeOf } from './errorCodeOf';
import { inFolder } from './explainFolderError';
import { canWalk, type Identity, NOBODY, runsAsRoot } from './runAs';

export interface ClusterOwner {
  /** False when initdb has still to make it. */
  readonly exists: boolean;
  /** Who PostgreSQL must run as; null for the user we are. */
  readonly runAs: Identity | null;
}

/**
 * Looks at the cluster's folder without changing it. Root runs PostgreSQL as the one who made the cluster, so that
 * a start by root after one by an ordinary user works.
 *
 * @throws EmbeddedPostgresError when the folder is another version's, somebody else's or no cluster at all.
 */
export function findClusterOwner(clusterDir: string): ClusterOwner {
  const found = inFolder(clusterDir, () => statSync(clusterDir, { throwIfNoEntry: false }));
  if (!found || isEmpty(clusterDir, found.uid)) return { exists: false, runAs: runsAsRoot() ? NOBODY : null };
  refuseOtherVersion(clusterDir, found.uid);
  if (!runsAsRoot()) {
    if (found.uid !== process.getuid?.()) throw clusterOfSomebodyElse(clusterDir, found.uid);
    return { exists: true, runAs: null };
  }
  if (found.uid === 0) throw clusterOfRoot(clusterDir);
  const runAs: Identity = { uid: found.uid, gid: found.gid };
  if (!canWalk(path.dirname(clusterDir), runAs)) throw clusterUnreachable(clusterDir, found.uid);
  return { exists: true, runAs };
}

function isEmpty(clusterDir: string, uid: number): boolean {
  return readCluster(clusterDir, uid, () => readdirSync(clusterDir).length === 0);
}

function refuseOtherVersion(clusterDir: string, uid: number): void {
  const version = readCluster(clusterDir, uid, () =>
    readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8').trim(),
  );
  if (version !== POSTGRES_MAJOR) throw foreignVersion(clusterDir, version, POSTGRES_MAJOR);
}

function readCluster<T>(clusterDir: string, uid: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'EACCES' || code === 'EPERM') throw clusterOfSomebodyElse(clusterDir, uid);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') throw notACluster(clusterDir);
    throw error;
  }
}
