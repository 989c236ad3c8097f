import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { PlanName } from './account.policy';

/** Who owns keys and pays: to the sign-in library an organization. */
@Entity('accounts')
@Check('ck_accounts_plan', `plan IN ('FREE', 'PAID')`)
@Unique('uq_accounts_slug', ['slug'])
export class AccountEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_accounts' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** The sign-in library asks for one; it is the id and never shown. */
  @Column({ type: 'text' })
  slug!: string;

  /** Of the sign-in library; not used. */
  @Column({ type: 'text', nullable: true })
  logo!: string | null;

  /** Of the sign-in library; not used. */
  @Column({ type: 'text', nullable: true })
  metadata!: string | null;

  @Column({ type: 'text', default: 'FREE' })
  plan!: PlanName;

  /** From this instant on the plan counts as FREE; null for never. */
  @Column({ type: 'timestamptz', nullable: true })
  planEndsAt!: Date | null;

  /** The IANA zone in which the account reads its days. */
  @Column({ type: 'text', default: 'UTC' })
  timeZone!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
