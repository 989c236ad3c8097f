import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the sums of this installation are proved. There is one row. */
@Entity('usage_proof')
@Check('ck_usage_proof_one', 'id')
export class UsageProofEntity {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'pk_usage_proof' })
  id!: boolean;

  /** A settlement of a call before this instant is late: it marks its slot. */
  @Column({ type: 'timestamptz' })
  closedUpTo!: Date;

  /** Every slot before this instant was equal to the ledger, late ones apart; null before the first proof. */
  @Column({ type: 'timestamptz', nullable: true })
  provedUpTo!: Date | null;

  /** The first day that the ledger still has, in UTC; calls of earlier days are refused. Null: it has all. */
  @Column({ type: 'date', nullable: true })
  ledgerFrom!: string | null;

  /** When a process last began a cycle of proofs. */
  @Column({ type: 'timestamptz', nullable: true })
  checkedAt!: Date | null;

  /** Where the sweep through the whole ledger goes on: the day that is next, in UTC; null: the newest. */
  @Column({ type: 'date', nullable: true })
  sweepDay!: string | null;

  /** Where the sweep through the days goes on: the account that was last; null: the first is next. */
  @Column({ type: 'uuid', nullable: true })
  sweepAccount!: string | null;

  /** The name of this database in the spools of its nodes. */
  @Column({ type: 'uuid' })
  installationId!: string;
}
