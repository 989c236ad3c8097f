import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { END_REASONS, type EndReason } from './settlement';

const REASONS = END_REASONS.map((reason) => `'${reason}'`).join(', ');

/**
 * One settled call: the ledger. Rows are added once and never changed; a table of its own for each day. A call that was
 * booked wrongly has three rows: the first one, one of the opposite sign that takes it back, and the right one.
 */
@Entity('usage_events')
@Index('ix_usage_events_account_admitted', ['accountId', 'admittedAt'])
@Index('ix_usage_events_admitted', { synchronize: false })
@Check(
  'ck_usage_events_tokens',
  `(requests = 1 OR requests = -1 AND corrects IS NOT NULL)
   AND requests * input_tokens >= 0 AND requests * output_tokens >= 0
   AND requests * cached_input_tokens BETWEEN 0 AND requests * input_tokens
   AND requests * reasoning_tokens BETWEEN 0 AND requests * output_tokens`,
)
@Check('ck_usage_events_source', `source IN ('REPORTED', 'ESTIMATED')`)
@Check('ck_usage_events_end_reason', `end_reason IN (${REASONS})`)
export class UsageEventEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_events' })
  accountId!: string;

  /** Of the admission, in UTC: names the partition. */
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'pk_usage_events' })
  day!: string;

  /** The request's id, so that a settlement that comes twice finds its row. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_usage_events' })
  id!: string;

  /** 1, or -1 for a row that takes another one back: all its numbers are negative then. */
  @Column({ type: 'smallint', default: 1 })
  requests!: number;

  /** The id of the row that this one takes back or replaces; null for all others. */
  @Column({ type: 'uuid', nullable: true })
  corrects!: string | null;

  /** The database's clock: decides over slot and price. */
  @Column({ type: 'timestamptz' })
  admittedAt!: Date;

  @Column({ type: 'uuid' })
  apiKeyId!: string;

  @Column({ type: 'integer' })
  modelNumber!: number;

  @Column({ type: 'bigint' })
  inputTokens!: string;

  @Column({ type: 'bigint' })
  outputTokens!: string;

  /** A part of the input. */
  @Column({ type: 'bigint' })
  cachedInputTokens!: string;

  /** A part of the output. */
  @Column({ type: 'bigint' })
  reasoningTokens!: string;

  /** Who counted: the upstream, or a tokenizer of ours. */
  @Column({ type: 'text' })
  source!: 'REPORTED' | 'ESTIMATED';

  /** US dollars at the price of the admission; null when the model had none. */
  @Column({ type: 'numeric', nullable: true })
  cost!: string | null;

  @Column({ type: 'text' })
  endReason!: EndReason;

  /** From admission to the upstream's last byte. */
  @Column({ type: 'integer' })
  latencyMs!: number;

  /** From admission to the upstream's first byte; null when there was none. */
  @Column({ type: 'integer', nullable: true })
  firstByteMs!: number | null;

  /** How many upstreams were asked; 0 when none was, or when nobody can tell. Those that failed stand in failed_attempts. */
  @Column({ type: 'smallint', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', default: () => 'statement_timestamp()' })
  settledAt!: Date;
}
