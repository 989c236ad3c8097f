import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';
import type { PlanName, PlanTerms } from './account.policy';

/** An account as the API shows it. */
export interface AccountRow extends PlanTerms {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

/** A person as other members of the account see them. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A person, their password and the account they own, to be written all at once or not at all. */
export interface NewOwnedAccount {
  readonly ids: {
    readonly user: string;
    readonly credential: string;
    readonly account: string;
    readonly member: string;
  };
  readonly accountName: string;
  readonly plan: PlanName;
  readonly timeZone: string;
  readonly userName: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly isOperator: boolean;
}

/** Ids for the account of somebody who has none yet. */
export interface OwnAccountIds {
  readonly account: string;
  readonly member: string;
}

/** All SQL about accounts, their members and who runs the installation. */
export class AccountRepository {
  constructor(private readonly db: EntityManager) {}

  async findAccount(accountId: string): Promise<AccountRow | null> {
    const [row] = await this.db.query<AccountRow[]>(`${SELECT_ACCOUNT} WHERE id = $1`, [accountId]);
    return row ?? null;
  }

  /** The account as it is, which nobody else changes until the transaction ends. */
  async lockAccount(accountId: string): Promise<AccountRow | null> {
    const [row] = await this.db.query<AccountRow[]>(`${SELECT_ACCOUNT} WHERE id = $1 FOR NO KEY UPDATE`, [
      accountId,
    ]);
    return row ?? null;
  }

  /** People of the account among these ids; strangers are left out. */
  listMembers(accountId: string, userIds: readonly string[]): Promise<UserRow[]> {
    return this.db.query<UserRow[]>(
      `SELECT u.id, u.name, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.account_id = $1 AND m.user_id = ANY ($2::uuid[])`,
      [accountId, userIds],
    );
  }

  /** The preferred account when the person belongs to it, else the one they joined first. */
  async findAccountOfMember(userId: string, preferredId: string | null): Promise<string | null> {
    const [row] = await this.db.query<{ accountId: string }[]>(FIND_ACCOUNT_OF_MEMBER, [userId, preferredId]);
    return row?.accountId ?? null;
  }

  async hasOperator(): Promise<boolean> {
    return (await this.db.query<unknown[]>('SELECT 1 FROM users WHERE is_operator LIMIT 1')).length > 0;
  }

  async hasUser(email: string): Promise<boolean> {
    return (await this.db.query<unknown[]>('SELECT 1 FROM users WHERE email = $1', [email])).length > 0;
  }

  /** @returns false, and nothing is written, when the e-mail address is taken. */
  insertOwnedAccount(account: NewOwnedAccount): Promise<boolean> {
    return insertOwnedAccount(this.db, account);
  }

  /** The same once in the life of an installation: whoever comes second, on any node, gets 'exists'. */
  insertFirstOperator(account: NewOwnedAccount): Promise<'inserted' | 'exists' | 'emailTaken'> {
    return this.db.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.firstOperator]);
      const operators = await transaction.query<unknown[]>('SELECT 1 FROM users WHERE is_operator LIMIT 1');
      if (operators.length > 0) return 'exists';
      return (await insertOwnedAccount(transaction, account)) ? 'inserted' : 'emailTaken';
    });
  }

  async setPlan(accountId: string, { plan, planEndsAt }: PlanTerms): Promise<void> {
    await this.db.query('UPDATE accounts SET plan = $2, plan_ends_at = $3 WHERE id = $1', [
      accountId,
      plan,
      planEndsAt,
    ]);
  }

  /**
   * Lets a new session work in an account of its person, who gets a free one of their own when they belong to none.
   * Two sign-ins at once make one account: the person's row is locked first.
   */
  openSession(sessionId: string, userId: string, newIds: OwnAccountIds): Promise<void> {
    return this.db.transaction(async (transaction) => {
      await transaction.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [userId]);
      await transaction.query(INSERT_MISSING_ACCOUNT, [userId, newIds.account, newIds.member]);
      await transaction.query(
        `UPDATE sessions SET active_account_id =
           (SELECT account_id FROM members WHERE user_id = $2 ORDER BY created_at, id LIMIT 1)
         WHERE id = $1 AND active_account_id IS NULL`,
        [sessionId, userId],
      );
    });
  }
}

const SELECT_ACCOUNT = `
  SELECT id, name, plan, plan_ends_at AS "planEndsAt", time_zone AS "timeZone" FROM accounts`;

/** Few rows each: found by ix_members_user, sorted in memory. */
const FIND_ACCOUNT_OF_MEMBER = `
  SELECT account_id AS "accountId" FROM members WHERE user_id = $1
  ORDER BY account_id IS NOT DISTINCT FROM $2::uuid DESC, created_at, id LIMIT 1`;

/** Foreign keys are checked at the end of the statement, so the order of its parts does not matter. */
const INSERT_OWNED_ACCOUNT = `
  WITH new_user AS (
    INSERT INTO users (id, name, email, is_operator) VALUES ($1, $2, $3, $4)
    ON CONFLICT (email) DO NOTHING RETURNING id
  ), new_credential AS (
    INSERT INTO credentials (id, user_id, provider, subject, password)
    SELECT $5::uuid, id, 'credential', id::text, $6 FROM new_user
  ), new_account AS (
    INSERT INTO accounts (id, slug, name, plan, time_zone)
    SELECT $7::uuid, $7::uuid::text, $8, $9, $10 FROM new_user RETURNING id
  )
  INSERT INTO members (id, account_id, user_id, role)
  SELECT $11::uuid, new_account.id, new_user.id, 'owner' FROM new_user, new_account
  RETURNING account_id`;

const INSERT_MISSING_ACCOUNT = `
  WITH new_account AS (
    INSERT INTO accounts (id, slug, name)
    SELECT $2::uuid, $2::uuid::text, name FROM users
    WHERE id = $1::uuid AND NOT EXISTS (SELECT 1 FROM members WHERE user_id = $1::uuid)
    RETURNING id
  )
  INSERT INTO members (id, account_id, user_id, role)
  SELECT $3::uuid, id, $1::uuid, 'owner' FROM new_account`;

async function insertOwnedAccount(db: EntityManager, account: NewOwnedAccount): Promise<boolean> {
  const { ids } = account;
  const inserted = await db.query<unknown[]>(INSERT_OWNED_ACCOUNT, [
    ids.user,
    account.userName,
    account.email,
    account.isOperator,
    ids.credential,
    account.passwordHash,
    ids.account,
    account.accountName,
    account.plan,
    account.timeZone,
    ids.member,
  ]);
  return inserted.length === 1;
}
