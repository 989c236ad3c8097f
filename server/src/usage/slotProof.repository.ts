import type { EntityManager } from 'typeorm';
import { differs, instantText, SUMS, SUMS_OF_LEDGER, setSumsTo, slotOf, toldSums } from './usageSumsSql';
import type { SumKey, WrongSum } from './wrongSum';

/** A part of a slot's key. */
export interface AccountSlot {
  readonly accountId: string;
  /** An instant, as text. */
  readonly slotStart: string;
}

/** All SQL that compares quarters of an hour with the ledger and mends them. */
export class SlotProofRepository {
  constructor(private readonly db: EntityManager) {}

  /** The first day, in UTC, that has a sum or a row of the ledger; null when nothing was used yet. */
  async firstDay(): Promise<string | null> {
    const [row] = await this.db.query<{ day: string | null }[]>(FIRST_DAY);
    return row?.day ?? null;
  }

  /**
   * Wrong slots of all accounts in [from, to), at most a day, in key order. One snapshot: calls that are being settled
   * are in both sides or in neither.
   */
  compare(from: Date, to: Date, limit: number): Promise<WrongSum[]> {
    return this.db.query<WrongSum[]>(COMPARE_RANGE, [from, to, limit]);
  }

  /** The same for single slots. */
  compareSlots(slots: readonly AccountSlot[], limit: number): Promise<WrongSum[]> {
    return this.db.query<WrongSum[]>(COMPARE_SLOTS, [
      slots.map(({ accountId }) => accountId),
      slots.map(({ slotStart }) => slotStart),
      limit,
    ]);
  }

  /**
   * Makes these slots what the ledger says, within a transaction. Settlements of the same slots wait. The slots are marked
   * as late, so that their days are folded again.
   */
  async repair(keys: readonly SumKey[]): Promise<void> {
    const values = [
      keys.map(({ accountId }) => accountId),
      keys.map(({ at }) => at),
      keys.map(({ apiKeyId }) => apiKeyId),
      keys.map(({ modelNumber }) => modelNumber),
    ];
    // A slot that is missing is made first: only a row that is there can be held.
    await this.db.query(INSERT_MISSING, values);
    await this.db.query(HOLD, values);
    // A statement of its own sees everything that was settled before the rows were held.
    await this.db.query(CORRECT_HELD, values);
    await this.db.query(DELETE_EMPTY, values);
    await this.db.query(MARK_LATE, values.slice(0, 2));
  }

  /** Slots in which settlements came after they were closed, in key order. */
  listLate(limit: number): Promise<AccountSlot[]> {
    return this.db.query<AccountSlot[]>(
      `SELECT account_id AS "accountId", ${instantText('slot_start')} AS "slotStart"
       FROM usage_late_slots ORDER BY account_id, slot_start LIMIT $1`,
      [limit],
    );
  }
}

/** Partitions tell their day by their name; the default one is small, and an account's first slot leads its key. */
const FIRST_DAY = `
  SELECT to_char(min(day), 'YYYY-MM-DD') AS day FROM (
    SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'usage_events'::regclass AND c.relname ~ '^usage_events_[0-9]{8}$'
    UNION ALL
    SELECT min(day) FROM usage_events_default
    UNION ALL
    SELECT (min(first.slot_start) AT TIME ZONE 'UTC')::date FROM accounts a
    CROSS JOIN LATERAL (
      SELECT slot_start FROM usage_slots WHERE account_id = a.id ORDER BY slot_start LIMIT 1) first
  ) days`;

const JOINED = 'USING (account_id, slot_start, api_key_id, model_number)';
const WRONG_SLOTS = `
  SELECT 'SLOT' AS kind, account_id AS "accountId", ${instantText('slot_start')} AS at, api_key_id AS "apiKeyId",
    model_number AS "modelNumber", ${toldSums('slots', 'ledger')}
  FROM ledger FULL JOIN slots ${JOINED}
  WHERE ${differs('ledger', 'slots')}
  ORDER BY account_id, slot_start, api_key_id, model_number`;

/** Days prune the partitions; within one, and among the slots, a range of time goes by a BRIN index. */
const COMPARE_RANGE = `
  WITH ledger AS (
    SELECT account_id, ${slotOf('admitted_at')} AS slot_start, api_key_id, model_number, ${SUMS_OF_LEDGER}
    FROM usage_events
    WHERE day BETWEEN ($1::timestamptz AT TIME ZONE 'UTC')::date
        AND (($2::timestamptz - interval '1 microsecond') AT TIME ZONE 'UTC')::date
      AND admitted_at >= $1 AND admitted_at < $2
    GROUP BY 1, 2, 3, 4
  ),
  slots AS (
    SELECT * FROM usage_slots WHERE slot_start >= $1 AND slot_start < $2
  )
  ${WRONG_SLOTS} LIMIT $3`;

/** Rows of the ledger by account and time. */
const EVENTS_OF = (keys: string): string => `
    SELECT e.account_id, k.slot_start, e.api_key_id, e.model_number, ${SUMS_OF_LEDGER}
    FROM (SELECT DISTINCT account_id, slot_start FROM ${keys}) k
    JOIN usage_events e ON e.account_id = k.account_id AND e.day = (k.slot_start AT TIME ZONE 'UTC')::date
      AND e.admitted_at >= k.slot_start AND e.admitted_at < k.slot_start + interval '15 minutes'
    GROUP BY 1, 2, 3, 4`;

const COMPARE_SLOTS = `
  WITH given AS (
    SELECT DISTINCT * FROM unnest($1::uuid[], $2::timestamptz[]) AS g (account_id, slot_start)
  ),
  ledger AS (${EVENTS_OF('given')}),
  slots AS (
    SELECT s.* FROM usage_slots s JOIN given g ON g.account_id = s.account_id AND g.slot_start = s.slot_start
  )
  ${WRONG_SLOTS} LIMIT $3`;

const KEYS = `unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::integer[])
    AS k (account_id, slot_start, api_key_id, model_number)`;
const IS_KEY = `s.account_id = k.account_id AND s.slot_start = k.slot_start AND s.api_key_id = k.api_key_id
    AND s.model_number = k.model_number`;

const INSERT_MISSING = `
  INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, ${SUMS})
  SELECT account_id, slot_start, api_key_id, model_number, 0, 0, 0, 0, 0, 0, 0, 0 FROM ${KEYS}
  ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING`;

const HOLD = `
  SELECT 1 FROM ${KEYS} JOIN usage_slots s ON ${IS_KEY}
  ORDER BY s.account_id, s.slot_start, s.api_key_id, s.model_number FOR UPDATE OF s`;

const CORRECT_HELD = `
  WITH keys AS (SELECT * FROM ${KEYS}),
  ledger AS (${EVENTS_OF('keys')})
  UPDATE usage_slots s SET ${setSumsTo('ledger')}
  FROM keys k LEFT JOIN ledger ${JOINED} WHERE ${IS_KEY}`;

const DELETE_EMPTY = `
  DELETE FROM usage_slots s USING ${KEYS} WHERE ${IS_KEY}
    AND s.requests = 0 AND s.input_tokens = 0 AND s.output_tokens = 0 AND s.cost = 0`;

const MARK_LATE = `
  INSERT INTO usage_late_slots (account_id, slot_start, marked_at)
  SELECT DISTINCT account_id, slot_start, statement_timestamp()
  FROM unnest($1::uuid[], $2::timestamptz[]) AS k (account_id, slot_start)
  WHERE slot_start < (SELECT closed_up_to FROM usage_proof WHERE id)
  ORDER BY 1, 2 ON CONFLICT (account_id, slot_start) DO UPDATE SET marked_at = excluded.marked_at`;
