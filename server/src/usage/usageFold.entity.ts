import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How far an account's days and their parts are folded. All days of an account are of one zone, the one that stands here:
 * when the account's zone changes, they are folded anew.
 */
@Entity('usage_folds')
export class UsageFoldEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_folds' })
  accountId!: string;

  @Column({ type: 'text' })
  timeZone!: string;

  /** The first day that is not folded, as YYYY-MM-DD. */
  @Column({ type: 'date' })
  foldedTo!: string;
}
