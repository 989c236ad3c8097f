import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The sums of one key and model in a quarter of an hour: every zone's days begin at one. Written with the ledger in one
 * statement, so that both always agree.
 */
@Entity('usage_slots')
@Index('ix_usage_slots_start', { synchronize: false })
export class UsageSlotEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_slots' })
  accountId!: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_usage_slots' })
  slotStart!: Date;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_slots' })
  apiKeyId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_usage_slots' })
  modelNumber!: number;

  @Column({ type: 'bigint' })
  requests!: string;

  @Column({ type: 'bigint' })
  inputTokens!: string;

  @Column({ type: 'bigint' })
  outputTokens!: string;

  @Column({ type: 'bigint' })
  cachedInputTokens!: string;

  @Column({ type: 'bigint' })
  reasoningTokens!: string;

  /** Input and output that no upstream reported. */
  @Column({ type: 'bigint' })
  estimatedTokens!: string;

  /** Of the requests that had a price. */
  @Column({ type: 'numeric' })
  cost!: string;

  /** More than none of these means that the cost is not known. */
  @Column({ type: 'bigint' })
  unpricedRequests!: string;
}
