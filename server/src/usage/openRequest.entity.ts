import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A call that was admitted and is not settled yet. Lives for as long as the call; the hot statements write it. */
@Entity('open_requests')
export class OpenRequestEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_open_requests' })
  id!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_open_requests' })
  accountId!: string;

  @Column({ type: 'uuid' })
  apiKeyId!: string;

  @Column({ type: 'integer' })
  modelNumber!: number;

  /** Which process carries the call; when it dies, another one settles it. */
  @Column({ type: 'uuid' })
  nodeId!: string;

  @Column({ type: 'timestamptz' })
  admittedAt!: Date;

  /** What the prompt comes to, for the case that nobody can tell any more. */
  @Column({ type: 'bigint' })
  inputTokensEstimate!: string;

  /** What the call took of its key's limits; the rest is given back at settlement. */
  @Column({ type: 'bigint', default: 0 })
  reservedTokens!: string;

  @Column({ type: 'numeric', default: 0 })
  reservedCost!: string;
}
