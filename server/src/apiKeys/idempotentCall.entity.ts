import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A call that was carried out and may come again: a retry within 24 hours finds it and does nothing. */
@Entity('idempotent_calls')
export class IdempotentCallEntity {
  @ForeignKey('accounts', 'id', { name: 'fk_idempotent_calls_account' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_idempotent_calls' })
  accountId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_idempotent_calls' })
  operation!: string;

  /** Chosen by the caller. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_idempotent_calls' })
  key!: string;

  /** SHA-256 of what was asked for. */
  @Column({ type: 'bytea' })
  inputHash!: Buffer;

  /** What the call made or changed. */
  @Column({ type: 'uuid' })
  subjectId!: string;

  @Index('ix_idempotent_calls_created')
  @Column({ type: 'timestamptz', default: () => 'statement_timestamp()' })
  createdAt!: Date;
}
