import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';
import { RECONCILED_UP_TO_SQL } from './reconciledUpToSql';

/** How far the sums are proved. */
export interface ProofState {
  /** Every slot before this instant was equal to the ledger; null before the first proof. */
  readonly provedUpTo: Date | null;
  /** The first day of the ledger, in UTC; null when it has all. */
  readonly ledgerFrom: string | null;
  /** The day that the sweep looks at next, in UTC; null: the newest. */
  readonly sweepDay: string | null;
  /** The account whose days the sweep looked at last; null: the first is next. */
  readonly sweepAccount: string | null;
  /** The date in UTC, by the database's clock. */
  readonly today: string;
}

/** Settlements wait behind whoever waits for them; it must not be long. */
const BARRIER_WAIT_MS = 1_000;
/** Calls that end within this time after their slot are the rule; later ones mark it. */
const CLOSE_AFTER_SECONDS = 120;

/** All SQL about how far the sums are closed and proved. */
export class ReconciliationRepository {
  constructor(private readonly db: EntityManager) {}

  /** See RECONCILED_UP_TO_SQL. */
  async reconciledUpTo(accountId: string): Promise<Date | null> {
    const [row] = await this.db.query<{ upTo: Date | null }[]>(`SELECT (${RECONCILED_UP_TO_SQL}) AS "upTo"`, [
      accountId,
    ]);
    return row?.upTo ?? null;
  }

  /** The name of this database, the same for as long as it lives, restored from a backup too. */
  async installationId(): Promise<string> {
    const [row] = await this.db.query<{ id: string }[]>(
      'SELECT installation_id AS id FROM usage_proof WHERE id',
    );
    if (!row) throw new Error('The row of usage_proof is missing.');
    return row.id;
  }

  async state(): Promise<ProofState> {
    const [row] = await this.db.query<ProofState[]>(
      `SELECT proved_up_to AS "provedUpTo", to_char(ledger_from, 'YYYY-MM-DD') AS "ledgerFrom",
              to_char(sweep_day, 'YYYY-MM-DD') AS "sweepDay", sweep_account AS "sweepAccount",
              to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS today
       FROM usage_proof WHERE id`,
    );
    if (!row) throw new Error('The row of usage_proof is missing.');
    return row;
  }

  /** @returns false, and nothing happens, when a process began a cycle within this time. */
  async beginCycle(notWithinSeconds: number): Promise<boolean> {
    const [, begun] = await this.db.query<[unknown, number]>(
      `UPDATE usage_proof SET checked_at = statement_timestamp() WHERE id
         AND (checked_at IS NULL OR checked_at <= statement_timestamp() - make_interval(secs => $1))`,
      [notWithinSeconds],
    );
    return begun === 1;
  }

  async setSweepDay(day: string): Promise<void> {
    await this.db.query('UPDATE usage_proof SET sweep_day = $1 WHERE id', [day]);
  }

  async setSweepAccount(accountId: string | null): Promise<void> {
    await this.db.query('UPDATE usage_proof SET sweep_account = $1 WHERE id', [accountId]);
  }

  /**
   * Closes every slot that ended two minutes ago: settlements of its calls mark it from now on. Waits for those that
   * began before, so that what is read afterwards is all there is but for what is marked.
   *
   * @returns the end of the last closed slot.
   */
  async close(): Promise<Date> {
    const [rows] = await this.db.query<[{ closedUpTo: Date }[], number]>(
      `UPDATE usage_proof SET closed_up_to = greatest(closed_up_to, date_bin('15 minutes',
         statement_timestamp() - make_interval(secs => $1), timestamptz '2000-01-01 00:00Z'))
       WHERE id RETURNING closed_up_to AS "closedUpTo"`,
      [CLOSE_AFTER_SECONDS],
    );
    const [proof] = rows;
    if (!proof) throw new Error('The row of usage_proof is missing.');
    await this.waitForSettlements();
    return proof.closedUpTo;
  }

  async setProvedUpTo(instant: Date): Promise<void> {
    await this.db.query(
      'UPDATE usage_proof SET proved_up_to = greatest(proved_up_to, $1::timestamptz) WHERE id',
      [instant],
    );
  }

  /** From now on calls of earlier days are refused. Waits for those that are being settled. */
  async setLedgerFrom(day: string): Promise<void> {
    await this.db.query('UPDATE usage_proof SET ledger_from = greatest(ledger_from, $1::date) WHERE id', [
      day,
    ]);
    await this.waitForSettlements();
  }

  /**
   * Does the work while no other process proves or repairs.
   *
   * @returns null when another one is at it.
   */
  async alone<T>(work: () => Promise<T>): Promise<T | null> {
    const session = this.db.dataSource.createQueryRunner();
    try {
      const [lock] = await session.manager.query<{ taken: boolean }[]>(
        'SELECT pg_try_advisory_lock($1) AS taken',
        [ADVISORY_LOCKS.usageProof],
      );
      if (!lock?.taken) return null;
      try {
        return await work();
      } finally {
        await session.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.usageProof]);
      }
    } finally {
      await session.release();
    }
  }

  /** Nobody writes to the table while this lock is held, and it is let go at once. */
  private waitForSettlements(): Promise<void> {
    return this.db.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL lock_timeout = ${BARRIER_WAIT_MS}`);
      await transaction.query('LOCK TABLE usage_slots IN SHARE MODE');
    });
  }
}
