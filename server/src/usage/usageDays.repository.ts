import type { EntityManager } from 'typeorm';
import { DAY_PARTS, IS_IN_PART, stretchOf } from './dayPartsSql';
import { dayStartSql } from './dayStartSql';
import type { AccountSlot } from './slotProof.repository';
import { differs, SET_SUMS, SUMS, SUMS_OF_SUMS, toldSums } from './usageSumsSql';
import type { WrongSum } from './wrongSum';

/** How far the days of an account are folded. */
export interface Fold {
  readonly accountId: string;
  /** The first day that has a sum, and the first that is not folded: YYYY-MM-DD. */
  readonly firstDay: string | null;
  readonly foldedTo: string;
}

/** Accounts by their ids; null: from the first, to the last. */
export interface FoldRange {
  /** Exclusive. */
  readonly after: string | null;
  /** Inclusive. */
  readonly last: string | null;
}

/** A day of an account's zone. */
export interface AccountDay {
  readonly accountId: string;
  readonly day: string;
}

/** Most days of an account that one statement folds: of a busy one a few seconds' work, far within a statement's time limit. */
const DAYS_AT_A_TIME = 30;
/** Most days of all accounts that one statement folds. */
const ACCOUNT_DAYS_AT_A_TIME = 4 * DAYS_AT_A_TIME;

/** All SQL about closed days and their parts: they are folded from slots, never counted by themselves. */
export class UsageDaysRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Begins with the days of accounts that have none yet, and anew with those of accounts whose zone has changed; at most
   * so many accounts.
   *
   * @returns with how many.
   */
  begin(limit: number): Promise<number> {
    return this.db.transaction(async (transaction) => {
      const rows = await transaction.query<{ id: string }[]>(LIST_TO_BEGIN, [limit]);
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      await transaction.query('DELETE FROM usage_days WHERE account_id = ANY ($1::uuid[])', [ids]);
      await transaction.query('DELETE FROM usage_day_parts WHERE account_id = ANY ($1::uuid[])', [ids]);
      await transaction.query(BEGIN, [ids]);
      return rows.length;
    });
  }

  /**
   * Folds the next days, at most 30, of accounts that have days wholly before this instant which are not folded; in key
   * order. Safe to repeat.
   *
   * @returns how many accounts had such days; call it again until there is none.
   */
  async fold(before: Date, accounts: number): Promise<number> {
    const [, folded] = await this.db.query<[unknown, number]>(FOLD, [
      before,
      accounts,
      DAYS_AT_A_TIME,
      ACCOUNT_DAYS_AT_A_TIME,
    ]);
    return folded;
  }

  /** True when every slot of this day, in UTC, is in a folded day of its account. */
  async isFolded(day: string): Promise<boolean> {
    const [row] = await this.db.query<{ isFolded: boolean }[]>(IS_FOLDED, [day]);
    return row?.isFolded ?? false;
  }

  /** Takes the marks of late slots away and folds their days again, all or nothing. */
  async settleLate(slots: readonly AccountSlot[]): Promise<void> {
    if (slots.length === 0) return;
    await this.db.transaction(async (transaction) => {
      const values = [slots.map(({ accountId }) => accountId), slots.map(({ slotStart }) => slotStart)];
      await transaction.query(HOLD_MARKS, values);
      // A statement of its own sees what was settled under the marks.
      await transaction.query(DELETE_MARKS, values);
      const days = await transaction.query<AccountDay[]>(DAYS_OF_SLOTS, values);
      await new UsageDaysRepository(transaction).refold(days);
    });
  }

  /** Folds these days and their parts again from their slots, within a transaction. */
  async refold(days: readonly AccountDay[]): Promise<void> {
    if (days.length === 0) return;
    const values = [days.map(({ accountId }) => accountId), days.map(({ day }) => day)];
    await this.db.query(DELETE_DAYS, values);
    await this.db.query(DELETE_PARTS, values);
    await this.db.query(REFOLD, values);
  }

  /** Accounts with folded days, by id. */
  listFolds({ after, last }: FoldRange, limit: number): Promise<Fold[]> {
    return this.db.query<Fold[]>(LIST_FOLDS, [after, last, limit]);
  }

  /**
   * Wrong days of one account in [from, to), and wrong parts of them, in key order. Days with a late slot are left out: they are read from slots
   * and will be folded again.
   */
  compare(accountId: string, range: { from: string; to: string }, limit: number): Promise<WrongSum[]> {
    return this.db.query<WrongSum[]>(COMPARE, [accountId, range.from, range.to, limit]);
  }
}

/**
 * Slots of an account from the beginning of one date of a zone to that of another: OFFSET 0 has the walk along their primary key
 * made for each account. Joined, the slots of all accounts and all times would be read.
 */
const slotsOf = (accountId: string, zone: string, from: string, to: string): string => `
      SELECT * FROM usage_slots
      WHERE account_id = ${accountId} AND slot_start >= (${from})::timestamp AT TIME ZONE ${zone}
        AND slot_start < (${to})::timestamp AT TIME ZONE ${zone} OFFSET 0`;

/** Days out of `stretches`: sums of six hours of a day. */
const DAYS_OF_STRETCHES = `
  SELECT account_id, day, api_key_id, model_number, ${SUMS_OF_SUMS}
  FROM stretches GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;

/** Parts of days out of the same. */
const PARTS_OF_STRETCHES = `
  SELECT account_id, day, hours, api_key_id, model_number, ${SUMS_OF_SUMS}
  FROM stretches JOIN ${DAY_PARTS} ON ${IS_IN_PART} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;

const LIST_TO_BEGIN = `
  SELECT a.id FROM accounts a LEFT JOIN usage_folds f ON f.account_id = a.id
  WHERE f.time_zone IS DISTINCT FROM a.time_zone
    AND EXISTS (SELECT FROM usage_slots s WHERE s.account_id = a.id)
  ORDER BY a.id LIMIT $1`;

const BEGIN = `
  INSERT INTO usage_folds (account_id, time_zone, folded_to)
  SELECT a.id, a.time_zone, (first.slot_start AT TIME ZONE a.time_zone)::date
  FROM accounts a
  CROSS JOIN LATERAL (
    SELECT slot_start FROM usage_slots WHERE account_id = a.id ORDER BY slot_start LIMIT 1) first
  WHERE a.id = ANY ($1::uuid[]) ORDER BY 1
  ON CONFLICT (account_id) DO UPDATE SET time_zone = excluded.time_zone, folded_to = excluded.folded_to`;

/**
 * A day's slots are those whose date in the zone it is. The range of instants, by the primary key, is a day wider on both
 * sides, since a clock that is set back at midnight shows an hour of a day before the day begins. For the same reason a day
 * counts as over an hour late.
 */
const FOLD = `
  WITH candidates AS (
    SELECT f.account_id, f.time_zone, f.folded_to AS from_day,
      least(((($1::timestamptz - interval '1 hour') AT TIME ZONE f.time_zone)::date), f.folded_to + $3::integer) AS to_day
    FROM usage_folds f
    WHERE f.folded_to < (($1::timestamptz - interval '1 hour') AT TIME ZONE f.time_zone)::date
    ORDER BY f.account_id LIMIT $2
  ),
  due AS MATERIALIZED (
    SELECT * FROM (SELECT *, sum(to_day - from_day) OVER (ORDER BY account_id) AS so_many FROM candidates) counted
    WHERE so_many <= $4
  ),
  dates AS MATERIALIZED (
    SELECT account_id, from_day + n AS day, ${dayStartSql('(from_day + n)', 'time_zone')} AS starts_at
    FROM due CROSS JOIN LATERAL generate_series(0, to_day - from_day - 1) n
  ),
  stretches AS MATERIALIZED (
    SELECT s.account_id, dates.day, ${stretchOf('s.slot_start', 'dates.starts_at')} AS stretch, s.api_key_id,
      s.model_number, ${SUMS_OF_SUMS}
    FROM due d CROSS JOIN LATERAL (${slotsOf('d.account_id', 'd.time_zone', 'd.from_day - 1', 'd.to_day + 1')}) s
    JOIN dates ON dates.account_id = d.account_id AND dates.day = (s.slot_start AT TIME ZONE d.time_zone)::date
    GROUP BY 1, 2, 3, 4, 5
  ),
  folded AS (
    INSERT INTO usage_days (account_id, day, api_key_id, model_number, ${SUMS}) ${DAYS_OF_STRETCHES}
    ON CONFLICT (account_id, day, api_key_id, model_number) DO UPDATE SET ${SET_SUMS}
  ),
  folded_parts AS (
    INSERT INTO usage_day_parts (account_id, day, hours, api_key_id, model_number, ${SUMS}) ${PARTS_OF_STRETCHES}
    ON CONFLICT (account_id, day, hours, api_key_id, model_number) DO UPDATE SET ${SET_SUMS}
  )
  UPDATE usage_folds f SET folded_to = due.to_day FROM due WHERE f.account_id = due.account_id`;

/** Slots of a day go by their BRIN index. */
const IS_FOLDED = `
  SELECT NOT EXISTS (
    SELECT FROM usage_slots s
    JOIN accounts a ON a.id = s.account_id
    LEFT JOIN usage_folds f ON f.account_id = s.account_id AND f.time_zone = a.time_zone
    WHERE s.slot_start >= $1::date::timestamp AT TIME ZONE 'UTC'
      AND s.slot_start < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
      AND (f.account_id IS NULL OR (s.slot_start AT TIME ZONE f.time_zone)::date >= f.folded_to)
  ) AS "isFolded"`;

const GIVEN_SLOTS = `unnest($1::uuid[], $2::timestamptz[]) AS g (account_id, slot_start)`;

const HOLD_MARKS = `
  SELECT 1 FROM usage_late_slots l JOIN ${GIVEN_SLOTS} USING (account_id, slot_start)
  ORDER BY l.account_id, l.slot_start FOR UPDATE OF l`;

const DELETE_MARKS = `
  DELETE FROM usage_late_slots l USING ${GIVEN_SLOTS}
  WHERE l.account_id = g.account_id AND l.slot_start = g.slot_start`;

const DAYS_OF_SLOTS = `
  SELECT DISTINCT f.account_id AS "accountId",
    to_char(g.slot_start AT TIME ZONE f.time_zone, 'YYYY-MM-DD') AS day
  FROM ${GIVEN_SLOTS} JOIN usage_folds f ON f.account_id = g.account_id
    AND (g.slot_start AT TIME ZONE f.time_zone)::date < f.folded_to`;

const GIVEN_DAYS = `unnest($1::uuid[], $2::date[]) AS g (account_id, day)`;

const DELETE_DAYS = `
  DELETE FROM usage_days d USING ${GIVEN_DAYS} WHERE d.account_id = g.account_id AND d.day = g.day`;

const DELETE_PARTS = `
  DELETE FROM usage_day_parts p USING ${GIVEN_DAYS} WHERE p.account_id = g.account_id AND p.day = g.day`;

const REFOLD = `
  WITH dates AS MATERIALIZED (
    SELECT DISTINCT g.account_id, g.day, f.time_zone, ${dayStartSql('g.day', 'f.time_zone')} AS starts_at
    FROM ${GIVEN_DAYS} JOIN usage_folds f ON f.account_id = g.account_id
  ),
  stretches AS MATERIALIZED (
    SELECT s.account_id, d.day, ${stretchOf('s.slot_start', 'd.starts_at')} AS stretch, s.api_key_id, s.model_number,
      ${SUMS_OF_SUMS}
    FROM dates d CROSS JOIN LATERAL (${slotsOf('d.account_id', 'd.time_zone', 'd.day - 1', 'd.day + 2')}) s
    WHERE (s.slot_start AT TIME ZONE d.time_zone)::date = d.day
    GROUP BY 1, 2, 3, 4, 5
  ),
  folded AS (
    INSERT INTO usage_days (account_id, day, api_key_id, model_number, ${SUMS}) ${DAYS_OF_STRETCHES}
  )
  INSERT INTO usage_day_parts (account_id, day, hours, api_key_id, model_number, ${SUMS}) ${PARTS_OF_STRETCHES}`;

const LIST_FOLDS = `
  SELECT f.account_id AS "accountId", to_char(f.folded_to, 'YYYY-MM-DD') AS "foldedTo",
    to_char(least(
      (SELECT (slot_start AT TIME ZONE f.time_zone)::date FROM usage_slots s
       WHERE s.account_id = f.account_id ORDER BY slot_start LIMIT 1),
      (SELECT day FROM usage_days d WHERE d.account_id = f.account_id ORDER BY day LIMIT 1),
      (SELECT day FROM usage_day_parts p WHERE p.account_id = f.account_id ORDER BY day LIMIT 1)), 'YYYY-MM-DD') AS "firstDay"
  FROM usage_folds f
  WHERE ($1::uuid IS NULL OR f.account_id > $1) AND ($2::uuid IS NULL OR f.account_id <= $2)
  ORDER BY f.account_id LIMIT $3`;

/** Whole days have no hours here. */
const COMPARE = `
  WITH fold AS (SELECT * FROM usage_folds WHERE account_id = $1),
  dates AS MATERIALIZED (
    SELECT account_id, time_zone, $2::date + n AS day, ${dayStartSql('($2::date + n)', 'time_zone')} AS starts_at
    FROM fold CROSS JOIN LATERAL generate_series(0, least($3::date, folded_to) - $2::date - 1) n
  ),
  stretches AS MATERIALIZED (
    SELECT s.account_id, d.day, ${stretchOf('s.slot_start', 'd.starts_at')} AS stretch, s.api_key_id, s.model_number,
      ${SUMS_OF_SUMS}
    FROM fold f JOIN usage_slots s ON s.account_id = f.account_id
      AND s.slot_start >= ($2::date - 1)::timestamp AT TIME ZONE f.time_zone
      AND s.slot_start < ($3::date + 1)::timestamp AT TIME ZONE f.time_zone
    JOIN dates d ON d.day = (s.slot_start AT TIME ZONE f.time_zone)::date
    GROUP BY 1, 2, 3, 4, 5
  ),
  slots AS (
    (SELECT account_id, day, 0 AS hours, api_key_id, model_number, ${SUMS} FROM (${DAYS_OF_STRETCHES}) whole)
    UNION ALL (${PARTS_OF_STRETCHES})
  ),
  days AS (
    SELECT d.account_id, d.day, 0 AS hours, d.api_key_id, d.model_number, ${SUMS}
    FROM fold f JOIN usage_days d ON d.account_id = f.account_id
    WHERE d.day >= $2::date AND d.day < $3::date AND d.day < f.folded_to
    UNION ALL
    SELECT p.account_id, p.day, p.hours, p.api_key_id, p.model_number, ${SUMS}
    FROM fold f JOIN usage_day_parts p ON p.account_id = f.account_id
    WHERE p.day >= $2::date AND p.day < $3::date AND p.day < f.folded_to
  )
  SELECT CASE WHEN hours = 0 THEN 'DAY' ELSE 'DAY_PART' END AS kind, account_id AS "accountId",
    to_char(day, 'YYYY-MM-DD') AS at, api_key_id AS "apiKeyId", model_number AS "modelNumber", ${toldSums('days', 'slots')}
  FROM slots FULL JOIN days USING (account_id, day, hours, api_key_id, model_number)
  WHERE (${differs('slots', 'days')}) AND NOT EXISTS (
    SELECT FROM usage_late_slots l JOIN fold f ON f.account_id = l.account_id
    WHERE (l.slot_start AT TIME ZONE f.time_zone)::date = day)
  ORDER BY account_id, day, hours, api_key_id, model_number LIMIT $4`;
