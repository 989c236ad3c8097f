import { createHash } from 'node:crypto';
import path from 'node:path';

/** The folder of a cluster bears the major version, so that the next one can stand beside it. */
export const POSTGRES_MAJOR = '18';

export interface DataDirFacts {
  /** Absolute, without symbolic links. */
  readonly dataDir: string;
  readonly runsAsRoot: boolean;
  /** Whether the user without rights may pass through all folders down to `dataDir`. */
  readonly nobodyCanWalk: boolean;
  /** Where root keeps the clusters of folders closed to that user. */
  readonly awayRoot: string;
  /** Tells where a cluster stands already: it is never left behind for an empty one. */
  exists(folder: string): boolean;
}

/**
 * Where the cluster lives: in `<dataDir>/pg18`, unless root starts below a folder such as /root which the user that
 * PostgreSQL runs as cannot enter. Then each `dataDir` has a folder of its own below `awayRoot`, named by its hash.
 */
export function embeddedDataDir(facts: DataDirFacts): string {
  const folder = `pg${POSTGRES_MAJOR}`;
  const beside = path.join(facts.dataDir, folder);
  if (!facts.runsAsRoot || facts.exists(beside)) return beside;
  const name = createHash('sha256').update(facts.dataDir).digest('hex').slice(0, 16);
  const away = path.join(facts.awayRoot, name, folder);
  return facts.nobodyCanWalk && !facts.exists(away) ? beside : away;
}
