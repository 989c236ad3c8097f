import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A program that uses a key: what it calls itself, and the network that it comes from. Forgotten after 30 days. */
@Entity('api_key_clients')
export class ApiKeyClientEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_key_clients' })
  accountId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_key_clients' })
  apiKeyId!: string;

  /** Such as `OpenAI/JS 6.49.0 from 203.0.113.0/24`; never a whole address. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_api_key_clients' })
  client!: string;

  /** To the minute. */
  @Index('ix_api_key_clients_seen')
  @Column({ type: 'timestamptz' })
  lastSeenAt!: Date;
}
