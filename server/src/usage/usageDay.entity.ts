import { Entity, PrimaryColumn } from 'typeorm';
import { UsageSumsEntity } from './usageSums.entity';

/**
 * The sums of one key and model in a whole day of the account's zone: the quarters of an hour, added up once nothing new
 * is expected. Which zone that is, and up to which day, says usage_folds; a day with a late slot is not to be read here.
 */
@Entity('usage_days')
export class UsageDayEntity extends UsageSumsEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_days' })
  accountId!: string;

  /** A date of the account's zone, as YYYY-MM-DD. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_usage_days' })
  day!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_days' })
  apiKeyId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_usage_days' })
  modelNumber!: number;
}
