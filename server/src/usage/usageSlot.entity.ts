import { Entity, Index, PrimaryColumn } from 'typeorm';
import { UsageSumsEntity } from './usageSums.entity';

/**
 * The sums of one key and model in a quarter of an hour: every zone's days begin at one. Written with the ledger in one
 * statement, so that both always agree.
 */
@Entity('usage_slots')
@Index('ix_usage_slots_start', { synchronize: false })
export class UsageSlotEntity extends UsageSumsEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_slots' })
  accountId!: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_usage_slots' })
  slotStart!: Date;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_slots' })
  apiKeyId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_usage_slots' })
  modelNumber!: number;
}
