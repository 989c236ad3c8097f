import type { Pool } from 'pg';
import type { Database } from '../db/dataSource';
import { createExportPool } from '../db/exportPool';
import { createReplicaPool } from '../db/replicaPool';
import type { Secret } from '../platform/secret';
import { type Queries, ReadingDatabase } from '../usage/readingDatabase';

export interface Reading {
  /** Where questions about usage are read. */
  readonly reading: Queries;
  /** The replica first, when there is one. */
  readonly exportPools: readonly Pool[];
  close(): Promise<void>;
}

export interface ReadingParts {
  readonly databaseUrl: string;
  readonly replicaUrl: Secret | null;
  readonly db: Database;
  /** Told when the replica is left, and when it is read again. */
  readonly onChange: (message: string, error?: unknown) => void;
}

/** Opens what usage is read with. Nothing is connected before it is asked, so a replica that is away stops no start. */
export function openReading({ databaseUrl, replicaUrl, db, onChange }: ReadingParts): Reading {
  const replica = replicaUrl && createReplicaPool(replicaUrl.reveal());
  const exportPools = [...(replicaUrl ? [replicaUrl.reveal()] : []), databaseUrl].map(createExportPool);
  return {
    reading: new ReadingDatabase({
      primary: db.manager,
      replica: replica?.queries ?? null,
      onChange,
      monotonicMs: () => performance.now(),
    }),
    exportPools,
    close: async () => {
      await Promise.all([replica?.close(), ...exportPools.map((pool) => pool.end())]);
    },
  };
}
