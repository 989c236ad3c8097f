import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One secret that a key answers to. Only its hash is kept. A key has two while the old one runs out. */
@Entity('api_key_secrets')
@Check('ck_api_key_secrets_hash', 'octet_length(secret_hash) = 32')
export class ApiKeySecretEntity {
  /** HMAC-SHA-256 of the secret, 32 bytes. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_api_key_secrets' })
  secretHash!: Buffer;

  @Index('ix_api_key_secrets_api_key')
  @ForeignKey('api_keys', 'id', { name: 'fk_api_key_secrets_api_key' })
  @Column({ type: 'uuid' })
  apiKeyId!: string;

  /** Which pepper made the hash. */
  @Column({ type: 'text' })
  pepperId!: string;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;

  /** From this instant on the secret is refused; null while the key lives. */
  @Column({ type: 'timestamptz', nullable: true })
  endsAt!: Date | null;

  /** Kept for old secrets only, to the minute, so that their owner knows whether anyone still uses them. */
  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
}
