import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a key was last used, to the minute. Apart from the key, so that use never waits for an edit. */
@Entity('api_key_activity')
export class ApiKeyActivityEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_key_activity' })
  accountId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_key_activity' })
  apiKeyId!: string;

  @Column({ type: 'timestamptz' })
  lastUsedAt!: Date;
}
