import type { EntityManager } from 'typeorm';
import type { CostlyCall } from './callCost';

/** What single calls cost, for those who ask for it with the call. */
export class CallCostRepository {
  constructor(private readonly db: Pick<EntityManager, 'query'>) {}

  /** US dollars as they stand in the ledger, an exact decimal; null when the model has no price. One row by its key. */
  async costOf({ accountId, requestId, admittedAtUs }: CostlyCall): Promise<string | null> {
    const [row]: ({ cost: string | null } | undefined)[] = await this.db.query(
      `SELECT trim_scale(cost)::text AS cost FROM usage_events
       WHERE account_id = $1 AND id = $2
         AND day = ((timestamptz 'epoch' + $3::bigint * interval '1 microsecond') AT TIME ZONE 'UTC')::date`,
      [accountId, requestId, admittedAtUs],
    );
    return row?.cost ?? null;
  }
}
