import { askPostgres, socketUrl } from './askPostgres';
import type { ClusterPlace } from './clusterPlace';
import { isAlive } from './isAlive';
import type { Ownership } from './ownership';
import { readPostmaster } from './postmasterFile';
import type { Identity } from './runAs';
import { isOurSocketFolder } from './socketFolder';
import { takeOwnership } from './watchedFolder';

export interface Adoption {
  readonly place: ClusterPlace;
  readonly runAs: Identity | null;
  onProgress(line: string): void;
}

/** A PostgreSQL that answers and stays as long as we hold it. */
export interface HeldPostgres {
  readonly socketDir: string;
  readonly ownership: Ownership;
}

/**
 * Joins the PostgreSQL that another process has started, also one whose starter and watchdog are dead. `busy` while
 * it is starting or stopping, `none` when nothing of ours answers.
 */
export async function adoptPostgres({
  place,
  runAs,
  onProgress,
}: Adoption): Promise<HeldPostgres | 'busy' | 'none'> {
  const socketDir = findOurSocketFolder(place.clusterDir);
  if (!socketDir) return 'none';
  const url = socketUrl(socketDir, 'postgres');
  const answer = await askPostgres(url);
  if (answer === 'silent') return 'none';
  if (answer !== 'ready') return 'busy';
  const ownership = await takeOwnership({ socketDir, place, runAs, onProgress });
  // A watchdog that refused us may have been about to stop it.
  if ((await askPostgres(url)) === 'ready') return { socketDir, ownership };
  await ownership.letGo();
  return 'busy';
}

function findOurSocketFolder(clusterDir: string): string | null {
  const found = readPostmaster(clusterDir);
  if (!found?.socketDir || !isAlive(found.pid)) return null;
  return isOurSocketFolder(found.socketDir) ? found.socketDir : null;
}
