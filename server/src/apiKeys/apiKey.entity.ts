import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One credential of an account and what it may call. Never deleted: a revoked key keeps its name in history. */
@Entity('api_keys')
@Check('ck_api_keys_name', 'char_length(name) BETWEEN 1 AND 64')
@Check('ck_api_keys_permission', 'all_models = (cardinality(model_numbers) = 0)')
@Index('ix_api_keys_account_created', ['accountId', 'createdAt', 'id'])
@Index('ix_api_keys_unrevoked_created', ['accountId', 'createdAt', 'id'], { where: 'revoked_at IS NULL' })
@Index('ix_api_keys_unrevoked_name', { synchronize: false })
@Index('ix_api_keys_revoked', ['revokedAt'], { where: 'revoked_at IS NOT NULL' })
@Index('ix_api_keys_expires', ['expiresAt'], {
  where: 'revoked_at IS NULL AND leaked_at IS NULL AND expires_at IS NOT NULL',
})
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_keys' })
  id!: string;

  @ForeignKey('accounts', 'id', { name: 'fk_api_keys_account' })
  @Column({ type: 'uuid' })
  accountId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Of the secret in force, so that its owner can tell keys apart. */
  @Column({ type: 'text' })
  lastFour!: string;

  /** True: every model, future ones too, and no list. False: the list, which is never empty then. */
  @Column({ type: 'boolean' })
  allModels!: boolean;

  /** The catalogue's numbers of the models that the key may call. */
  @Column({ type: 'integer', array: true })
  modelNumbers!: number[];

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  /** The member who made it; null when a program or the command line did. */
  @Column({ type: 'uuid', nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;

  @Column({ type: 'timestamptz' })
  updatedAt!: Date;

  /** Grows with each change; an edit that names an older one is refused. */
  @Column({ type: 'integer' })
  version!: number;

  /** From this instant on the key is refused; null for never. */
  @Column({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  /** Set once and never cleared: a revoked key stays revoked. */
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  /** Set once and never cleared: the key was found in a public place. */
  @Column({ type: 'timestamptz', nullable: true })
  leakedAt!: Date | null;

  /** Who found it there, and in what, such as `github/commit`. */
  @Column({ type: 'text', nullable: true })
  leakSource!: string | null;

  /** Where it was found, as it was told; null when that was not said. For eyes only: a stranger wrote it. */
  @Column({ type: 'text', nullable: true })
  leakUrl!: string | null;
}
