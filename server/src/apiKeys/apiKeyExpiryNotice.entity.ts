import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The last notice that was given of a key's expiry, so that none is given twice. A changed expiry begins anew. */
@Entity('api_key_expiry_notices')
@Check('ck_api_key_expiry_notices_days_left', 'days_left >= 0')
export class ApiKeyExpiryNoticeEntity {
  @ForeignKey('api_keys', 'id', { name: 'fk_api_key_expiry_notices_api_key' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_key_expiry_notices' })
  apiKeyId!: string;

  /** The expiry that it was about. */
  @Column({ type: 'timestamptz' })
  expiresAt!: Date;

  /** Days before the expiry that were announced; 0 when the key had expired. */
  @Column({ type: 'smallint' })
  daysLeft!: number;
}
