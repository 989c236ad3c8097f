import type { EntityManager } from 'typeorm';

/** What signing in leaves behind: sessions that ran out by themselves, and counts of tries. */
export class SignInRemainsRepository {
  constructor(private readonly db: Pick<EntityManager, 'query'>) {}

  /**
   * Drops sessions a day after they ran out, with the addresses and browsers that stand in them, and counts of tries that
   * nobody added to for an hour: they hold for a minute. At most 10,000 of each at a time.
   */
  async forgetOld(): Promise<void> {
    await this.db.query(
      `DELETE FROM sessions WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM sessions WHERE expires_at < statement_timestamp() - interval '1 day' LIMIT 10000))`,
    );
    await this.db.query(
      `DELETE FROM sign_in_limits WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM sign_in_limits
         WHERE last_request < extract(epoch FROM statement_timestamp() - interval '1 hour') * 1000 LIMIT 10000))`,
    );
  }
}
