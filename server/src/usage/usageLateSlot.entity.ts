import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A closed quarter of an hour in which a settlement has come since: it is proved again, and the day around it folded
 * again. Until then the row stands here and that day is read from quarters of an hour.
 */
@Entity('usage_late_slots')
export class UsageLateSlotEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_late_slots' })
  accountId!: string;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_usage_late_slots' })
  slotStart!: Date;

  @Column({ type: 'timestamptz' })
  markedAt!: Date;
}
