import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** That a person belongs to an account. Taking the row away takes the access away with the next request. */
@Entity('members')
@Unique('uq_members_account_user', ['accountId', 'userId'])
export class MemberEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_members' })
  id!: string;

  @ForeignKey('accounts', 'id', { name: 'fk_members_account', onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  accountId!: string;

  @Index('ix_members_user')
  @ForeignKey('users', 'id', { name: 'fk_members_user', onDelete: 'CASCADE' })
  @Column({ type: 'uuid' })
  userId!: string;

  /** `owner` for whoever opened the account. */
  @Column({ type: 'text', default: 'member' })
  role!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
