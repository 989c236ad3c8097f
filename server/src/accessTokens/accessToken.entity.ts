import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ACCESS_TOKEN_SCOPES, type AccessTokenScope } from '../platform/actor';

const SCOPES = ACCESS_TOKEN_SCOPES.map((scope) => `'${scope}'`).join(', ');

/** A program's credential for the API. Only the hash of its secret is kept. Never deleted: history names it. */
@Entity('access_tokens')
@Check('ck_access_tokens_name', 'char_length(name) BETWEEN 1 AND 64')
@Check('ck_access_tokens_token_hash', 'octet_length(token_hash) = 32')
@Check('ck_access_tokens_scopes', `cardinality(scopes) > 0 AND scopes <@ ARRAY[${SCOPES}]`)
@Unique('uq_access_tokens_token_hash', ['tokenHash'])
@Index('ix_access_tokens_account_created', ['accountId', 'createdAt', 'id'])
export class AccessTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_access_tokens' })
  id!: string;

  @ForeignKey('accounts', 'id', { name: 'fk_access_tokens_account' })
  @Column({ type: 'uuid' })
  accountId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** HMAC-SHA-256 of the secret, 32 bytes. */
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;

  /** Which pepper made the hash. */
  @Column({ type: 'text' })
  pepperId!: string;

  /** Of the secret, so that its owner can tell tokens apart. */
  @Column({ type: 'text' })
  lastFour!: string;

  /** What it may do; never empty. */
  @Column({ type: 'text', array: true })
  scopes!: AccessTokenScope[];

  /** The member who made it; null when the command line did. */
  @Column({ type: 'uuid', nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;

  /** Written at most once a minute. */
  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  /** From this instant on the token is refused; null for never. */
  @Column({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  /** Set once and never cleared. */
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}
