import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FailedAttempt } from './settlement';

/**
 * An upstream that was asked in vain, before the first byte of its answer. It costs nothing and is no request of its own:
 * the call it belongs to stands in the ledger. Rows are added once, never changed, and dropped after 30 days.
 */
@Entity('failed_attempts')
@Index('ix_failed_attempts_day', ['day'])
@Check('ck_failed_attempts_outcome', `outcome IN ('REFUSED', 'FAILED', 'TIMEOUT')`)
export class FailedAttemptEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_failed_attempts' })
  accountId!: string;

  /** Of the admission, in UTC. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_failed_attempts' })
  day!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_failed_attempts' })
  requestId!: string;

  /** 1 for the first upstream that was asked. */
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'pk_failed_attempts' })
  number!: number;

  @Column({ type: 'uuid' })
  apiKeyId!: string;

  @Column({ type: 'integer' })
  modelNumber!: number;

  /** Its name in the configuration. */
  @Column({ type: 'text' })
  upstream!: string;

  @Column({ type: 'text' })
  outcome!: FailedAttempt['outcome'];

  /** Of its answer; null when there was none. */
  @Column({ type: 'smallint', nullable: true })
  status!: number | null;

  @Column({ type: 'integer' })
  latencyMs!: number;
}
