import { isDatabaseAway } from '../platform/isDatabaseAway';

/** Sends statements. */
export interface Queries {
  query<Rows>(sql: string, parameters?: unknown[]): Promise<Rows>;
}

export interface ReadingDatabaseParts {
  readonly primary: Queries;
  /** A copy that follows the primary; null reads everything from the primary. */
  readonly replica: Queries | null;
  /** Told in a sentence when the replica is left, and when it is read again. */
  readonly onChange: (message: string, error?: unknown) => void;
  /** Milliseconds from any fixed point, never set back. */
  readonly monotonicMs: () => number;
}

/** A replica that is further behind than this is not read. */
export const MOST_LAG_SECONDS = 30;
const LOOK_EVERY_MS = 1_000;
const AWAY_FOR_MS = 5_000;
/** A statement that the replica gave up because what it reads was cleared away on the primary. */
const RECOVERY_CONFLICT = '40001';

/**
 * Up to when the database that is asked is whole, as an instant: everything that was committed before it is there. On a
 * replica a second is taken off, since commits that are almost simultaneous may come in another order than their times.
 */
export const WHOLE_UP_TO_SQL = `CASE WHEN pg_is_in_recovery()
    THEN pg_last_xact_replay_timestamp() - interval '1 second' ELSE statement_timestamp() END`;

/** How many seconds it is behind; null for a replica that has not followed anything yet. */
export const LAG_SQL = `SELECT extract(epoch FROM statement_timestamp() - (${WHOLE_UP_TO_SQL}))::float8 AS "lagSeconds"`;

/**
 * Where questions about usage are read. From the replica while it answers and is at most 30 seconds behind, which is looked at
 * once a second; otherwise from the primary, and the replica is tried again after five seconds. A question that the replica
 * fails to answer is asked of the primary at once.
 */
export class ReadingDatabase implements Queries {
  private isUsable = true;
  private lookAgainAtMs = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | null = null;

  constructor(private readonly parts: ReadingDatabaseParts) {}

  async query<Rows>(sql: string, parameters: unknown[] = []): Promise<Rows> {
    const { primary, replica } = this.parts;
    if (!replica) return primary.query<Rows>(sql, parameters);
    if (this.parts.monotonicMs() >= this.lookAgainAtMs) await this.look(replica);
    if (!this.isUsable) return primary.query<Rows>(sql, parameters);
    try {
      return await replica.query<Rows>(sql, parameters);
    } catch (error) {
      if (!isReplicasFault(error)) throw error;
      this.leave('The replica did not answer; usage is read from the primary.', error);
      return primary.query<Rows>(sql, parameters);
    }
  }

  /** Once for all questions that wait for it. */
  private look(replica: Queries): Promise<void> {
    this.looking ??= this.lookAt(replica).finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async lookAt(replica: Queries): Promise<void> {
    try {
      const [row] = await replica.query<{ lagSeconds: number | null }[]>(LAG_SQL);
      const lag = row?.lagSeconds ?? Number.POSITIVE_INFINITY;
      if (lag > MOST_LAG_SECONDS) {
        this.leave('The replica is too far behind; usage is read from the primary.');
        return;
      }
      if (!this.isUsable) this.parts.onChange('Usage is read from the replica again.');
      this.isUsable = true;
      this.lookAgainAtMs = this.parts.monotonicMs() + LOOK_EVERY_MS;
    } catch (error) {
      this.leave('The replica cannot be asked; usage is read from the primary.', error);
    }
  }

  private leave(message: string, error?: unknown): void {
    if (this.isUsable) this.parts.onChange(message, error);
    this.isUsable = false;
    this.lookAgainAtMs = this.parts.monotonicMs() + AWAY_FOR_MS;
  }
}

/** True for what another server might answer. */
function isReplicasFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === RECOVERY_CONFLICT || isDatabaseAway(error);
}
