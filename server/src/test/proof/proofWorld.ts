import type { DataSource } from 'typeorm';
import type { ServerProcess } from '../startProcess';

/** What a proof needs of the world: running nodes on one database, and an account whose keys are tried. */
export interface ProofWorld {
  readonly db: DataSource;
  readonly nodes: readonly ServerProcess[];
  /** Two models that every node serves. */
  readonly models: readonly [string, string];
}

/** What a trial works with. */
export interface TrialKey {
  readonly accountId: string;
  readonly id: string;
  readonly secret: string;
}
