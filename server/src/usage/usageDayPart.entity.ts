import { Entity, PrimaryColumn } from 'typeorm';
import { UsageSumsEntity } from './usageSums.entity';

/**
 * The sums of one key and model in the first 6, 12 or 18 hours of a day of usage_days, each written and proved with its
 * day: for questions in a zone whose days turn within it.
 */
@Entity('usage_day_parts')
export class UsageDayPartEntity extends UsageSumsEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_day_parts' })
  accountId!: string;

  /** A date of the account's zone, as YYYY-MM-DD. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_usage_day_parts' })
  day!: string;

  /** How many hours of the day, from its start. */
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'pk_usage_day_parts' })
  hours!: number;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_day_parts' })
  apiKeyId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_usage_day_parts' })
  modelNumber!: number;
}
