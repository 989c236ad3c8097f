import type { Queries } from './readingDatabase';

/** What was used of an account in one slot, by the time of admission. */
export interface RecentSlot {
  readonly accountId: string;
  readonly slotStart: Date;
  /** Another text whenever something was settled or corrected. */
  readonly used: string;
  /** The database's clock when it was asked. */
  readonly askedAt: Date;
}

/** What those who watch usage ask again and again. */
export class UsageWatchRepository {
  /** @param db where questions are answered: whoever is told of a change finds it there. */
  constructor(private readonly db: Queries) {}

  /**
   * The slots of the last two hours in which these accounts used anything: no call runs longer. One statement for all
   * accounts, each a range of the primary key. What a node settles later than that, out of its own files after a long
   * outage, is noticed with the next call that ends.
   */
  listRecent(accountIds: readonly string[]): Promise<RecentSlot[]> {
    return this.db.query<RecentSlot[]>(
      `SELECT account_id AS "accountId", slot_start AS "slotStart", sum(requests) || ' ' || sum(input_tokens + output_tokens) AS used,
              statement_timestamp() AS "askedAt"
       FROM usage_slots
       WHERE account_id = ANY ($1::uuid[]) AND slot_start >= statement_timestamp() - interval '2 hours'
       GROUP BY account_id, slot_start`,
      [accountIds],
    );
  }
}
