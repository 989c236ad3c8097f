import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One node's word that a revoked key has no call left on it. */
@Entity('revocation_acknowledgements')
export class RevocationAcknowledgementEntity {
  @ForeignKey('api_keys', 'id', { name: 'fk_revocation_acknowledgements_api_key' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_revocation_acknowledgements' })
  apiKeyId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_revocation_acknowledgements' })
  nodeId!: string;

  @Column({ type: 'timestamptz' })
  acknowledgedAt!: Date;

  @Column({ type: 'integer' })
  streamsEnded!: number;
}
