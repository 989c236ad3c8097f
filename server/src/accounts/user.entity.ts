import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person who signs in. Passwords stand elsewhere, as hashes. */
@Entity('users')
@Check('ck_users_email', 'email = lower(email)')
@Unique('uq_users_email', ['email'])
export class UserEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_users' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** In lower case, so that one address is one person. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'boolean', default: false })
  emailVerified!: boolean;

  /** Of the sign-in library; not used. */
  @Column({ type: 'text', nullable: true })
  image!: string | null;

  /** Runs this installation. Set by the first start or the command line, never through the API. */
  @Column({ type: 'boolean', default: false })
  isOperator!: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}
