import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';

/** Daily partitions of the ledger, made ahead of time. */
export class UsagePartitionsRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Makes the partitions from yesterday to so many days ahead, where they are missing. Safe to repeat and on several
   * nodes. A new partition is attached, which lets settlements go on meanwhile; a day whose rows already stand in the
   * default partition stays there.
   *
   * @returns the days that got a partition, as YYYY-MM-DD.
   */
  ensure(daysAhead: number): Promise<string[]> {
    return this.db.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL lock_timeout = '2s'`);
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.usagePartitions]);
      const missing = await transaction.query<{ day: string }[]>(MISSING_DAYS, [daysAhead]);
      for (const { day } of missing) {
        const name = partitionOf(day);
        await transaction.query(
          `CREATE TABLE ${name} (LIKE usage_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
        );
        await transaction.query(
          `ALTER TABLE usage_events ATTACH PARTITION ${name} FOR VALUES FROM ('${day}') TO (date '${day}' + 1)`,
        );
        // A partition takes over the triggers of rows, and none of statements.
        await transaction.query(
          `CREATE TRIGGER tr_usage_events_never_empty BEFORE TRUNCATE ON ${name}
           FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()`,
        );
      }
      return missing.map(({ day }) => day);
    });
  }

  /** Days before this one that the ledger has, oldest first, as YYYY-MM-DD. */
  async listDays(before: string, limit: number): Promise<string[]> {
    const rows = await this.db.query<{ day: string }[]>(DAYS_BEFORE, [before, limit]);
    return rows.map(({ day }) => day);
  }

  /**
   * Takes a day away, all or nothing. Settlements wait for at most half a second.
   *
   * @throws when somebody reads the ledger for longer than that; nothing has happened then.
   */
  drop(day: string): Promise<void> {
    return this.db.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL lock_timeout = '500ms'`);
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.usagePartitions]);
      await transaction.query(`DROP TABLE IF EXISTS ${partitionOf(day)}`);
      const [stray] = await transaction.query<unknown[]>(
        'SELECT 1 FROM usage_events_default WHERE day = $1 LIMIT 1',
        [day],
      );
      if (stray === undefined) return;
      // Rows for which no partition was made in time: the ledger refuses to delete, so that is lifted for this once.
      await transaction.query('ALTER TABLE usage_events_default DISABLE TRIGGER tr_usage_events_append_only');
      await transaction.query('DELETE FROM usage_events_default WHERE day = $1', [day]);
      await transaction.query('ALTER TABLE usage_events_default ENABLE TRIGGER tr_usage_events_append_only');
    });
  }
}

function partitionOf(day: string): string {
  return `usage_events_${day.replaceAll('-', '')}`;
}

/** Partitions tell their day by their name. */
const DAYS_BEFORE = `
  SELECT to_char(day, 'YYYY-MM-DD') AS day FROM (
    SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'usage_events'::regclass AND c.relname ~ '^usage_events_[0-9]{8}$'
    UNION
    SELECT DISTINCT day FROM usage_events_default
  ) days WHERE day < $1::date ORDER BY 1 LIMIT $2`;

const MISSING_DAYS = `
  SELECT to_char(series.day, 'YYYY-MM-DD') AS day
  FROM generate_series(date_trunc('day', statement_timestamp() AT TIME ZONE 'UTC') - interval '1 day',
                       statement_timestamp() AT TIME ZONE 'UTC' + make_interval(days => $1), interval '1 day') AS series (day)
  WHERE to_regclass('usage_events_' || to_char(series.day, 'YYYYMMDD')) IS NULL
    AND NOT EXISTS (SELECT FROM usage_events_default d WHERE d.day = series.day::date)
  ORDER BY 1`;
