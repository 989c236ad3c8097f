import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findClusterOwner } from '../clusterOwner';
import { findBinaries } from '../findBinaries';
import { hydrateBinaries } from '../hydrateBinaries';
import { initCluster } from '../initCluster';
import { makeTestFolder } from './testFolder';

export interface ClusterFolder {
  readonly dataDir: string;
  readonly clusterDir: string;
}

/**
 * Makes one cluster by initdb and hands out copies of it, in a tenth of the time, to the tests that are not about
 * making one. `removeTestFolders` removes them and the original.
 */
export async function makeClusterCopier(): Promise<() => ClusterFolder> {
  const original = path.join(makeTestFolder(), 'pg18');
  const { nativeDir } = findBinaries();
  hydrateBinaries(nativeDir);
  const { runAs } = findClusterOwner(original);
  await initCluster({ nativeDir, clusterDir: original, runAs, durable: false });
  return () => {
    const dataDir = makeTestFolder();
    const clusterDir = path.join(dataDir, 'pg18');
    spawnSync('cp', ['-Rp', original, clusterDir]); // with its owner
    return { dataDir, clusterDir };
  };
}
