import type { EntityManager } from 'typeorm';

/** Upstreams that were asked in vain. Settlement writes them. */
export class FailedAttemptsRepository {
  constructor(private readonly db: Pick<EntityManager, 'query'>) {}

  /** Drops what is older than 30 days, at most 10,000 rows at a time; the database lets nobody drop younger ones. */
  async forgetOld(): Promise<void> {
    await this.db.query(
      `DELETE FROM failed_attempts WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM failed_attempts WHERE day < (statement_timestamp() AT TIME ZONE 'UTC')::date - 30 LIMIT 10000))`,
    );
  }
}
