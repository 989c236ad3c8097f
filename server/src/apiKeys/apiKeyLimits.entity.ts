import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * What a key may use at most, and what it has used in the current minute and month, reservations of running calls
 * included. Keys without any limit have no row.
 */
@Entity('api_key_limits')
@Check('ck_api_key_limits_requests', 'requests_per_minute > 0')
@Check('ck_api_key_limits_tokens', 'tokens_per_minute > 0')
@Check('ck_api_key_limits_monthly_tokens', 'monthly_tokens > 0')
@Check('ck_api_key_limits_monthly_cost', 'monthly_cost > 0')
export class ApiKeyLimitsEntity {
  @ForeignKey('api_keys', 'id', { name: 'fk_api_key_limits_api_key' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_key_limits' })
  apiKeyId!: string;

  @Index('ix_api_key_limits_account')
  @Column({ type: 'uuid' })
  accountId!: string;

  @Column({ type: 'integer', nullable: true })
  requestsPerMinute!: number | null;

  @Column({ type: 'bigint', nullable: true })
  tokensPerMinute!: string | null;

  @Column({ type: 'bigint', nullable: true })
  monthlyTokens!: string | null;

  /** US dollars. */
  @Column({ type: 'numeric', nullable: true })
  monthlyCost!: string | null;

  /** The minute that the next two count; in another minute they count as 0. */
  @Column({ type: 'timestamptz', default: () => `'-infinity'` })
  minute!: Date;

  @Column({ type: 'bigint', default: 0 })
  minuteRequests!: string;

  @Column({ type: 'bigint', default: 0 })
  minuteTokens!: string;

  /** The first day of the month that the next two count, in the account's zone. */
  @Column({ type: 'date', default: () => `'-infinity'` })
  month!: string;

  @Column({ type: 'bigint', default: 0 })
  monthTokens!: string;

  @Column({ type: 'numeric', default: 0 })
  monthCost!: string;

  @Index('ix_api_key_limits_not_recounted', { where: 'recounted_at IS NULL' })
  @Column({ type: 'timestamptz', default: () => 'statement_timestamp()' })
  createdAt!: Date;

  /** When the first month was counted again; null: not yet. */
  @Column({ type: 'timestamptz', nullable: true })
  recountedAt!: Date | null;
}
