import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that somebody did to an account. Added once and never changed; names are those of the time. */
@Entity('audit_events')
@Check('ck_audit_events_actor_kind', `actor_kind IN ('member', 'accessToken', 'operator', 'system')`)
@Index('ix_audit_events_account_at', ['accountId', 'at', 'id'])
@Index('ix_audit_events_account_subject', ['accountId', 'subjectId', 'at', 'id'])
export class AuditEventEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_audit_events' })
  accountId!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_audit_events' })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'statement_timestamp()' })
  at!: Date;

  @Column({ type: 'text' })
  actorKind!: 'member' | 'accessToken' | 'operator' | 'system';

  /** The member's or the token's id; null for the command line and the system. */
  @Column({ type: 'uuid', nullable: true })
  actorId!: string | null;

  /** The member's e-mail address or the token's name. */
  @Column({ type: 'text' })
  actorName!: string;

  /** Where the request came from; null for the command line and the system. */
  @Column({ type: 'text', nullable: true })
  address!: string | null;

  /** Such as `api_key.revoked`. */
  @Column({ type: 'text' })
  action!: string;

  /** The key, token or account that it was done to. */
  @Column({ type: 'uuid' })
  subjectId!: string;

  @Column({ type: 'text' })
  subjectName!: string;

  /** What was before and after; never a secret nor a hash. */
  @Column({ type: 'jsonb' })
  detail!: object;
}
