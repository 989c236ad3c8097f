import type { EntityManager } from 'typeorm';
import type { IdempotentCall } from './idempotentCall';
import type { IdempotentCallEntity } from './idempotentCall.entity';

const REMEMBERED_FOR = `interval '24 hours'`;

/** All SQL about calls that may come again. */
export class IdempotentCallRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Notes the call within the transaction that carries it out. Of several at once the others wait for its end.
   *
   * @returns null when the call is new; else the one that came before, at most 24 hours ago.
   */
  async claim(
    accountId: string,
    { operation, key, inputHash }: IdempotentCall,
    subjectId: string,
  ): Promise<Pick<IdempotentCallEntity, 'inputHash' | 'subjectId'> | null> {
    const claimed = await this.db.query<unknown[]>(
      `INSERT INTO idempotent_calls AS c (account_id, operation, key, input_hash, subject_id)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id, operation, key) DO UPDATE
         SET input_hash = excluded.input_hash, subject_id = excluded.subject_id, created_at = excluded.created_at
         WHERE c.created_at <= statement_timestamp() - ${REMEMBERED_FOR}
       RETURNING 1`,
      [accountId, operation, key, inputHash, subjectId],
    );
    if (claimed.length === 1) return null;
    const [before] = await this.db.query<IdempotentCallEntity[]>(
      `SELECT input_hash AS "inputHash", subject_id AS "subjectId" FROM idempotent_calls
       WHERE account_id = $1 AND operation = $2 AND key = $3`,
      [accountId, operation, key],
    );
    if (!before) throw new Error('A call that was claimed before is not there.');
    return before;
  }

  /** Forgets calls that no retry will name again, at most 10,000 at a time. */
  async forgetOld(): Promise<void> {
    await this.db.query(
      `DELETE FROM idempotent_calls WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM idempotent_calls WHERE created_at <= statement_timestamp() - ${REMEMBERED_FOR} LIMIT 10000))`,
    );
  }
}
