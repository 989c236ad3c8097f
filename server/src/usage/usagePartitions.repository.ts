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
        const name = `usage_events_${day.replaceAll('-', '')}`;
        await transaction.query(
          `CREATE TABLE ${name} (LIKE usage_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
        );
        await transaction.query(
          `ALTER TABLE usage_events ATTACH PARTITION ${name} FOR VALUES FROM ('${day}') TO (date '${day}' + 1)`,
        );
      }
      return missing.map(({ day }) => day);
    });
  }
}

const MISSING_DAYS = `
  SELECT to_char(series.day, 'YYYY-MM-DD') AS day
  FROM generate_series(date_trunc('day', statement_timestamp() AT TIME ZONE 'UTC') - interval '1 day',
                       statement_timestamp() AT TIME ZONE 'UTC' + make_interval(days => $1), interval '1 day') AS series (day)
  WHERE to_regclass('usage_events_' || to_char(series.day, 'YYYYMMDD')) IS NULL
    AND NOT EXISTS (SELECT FROM usage_events_default d WHERE d.day = series.day::date)
  ORDER BY 1`;
