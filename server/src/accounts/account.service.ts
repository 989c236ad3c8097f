import type { AuditedActor, AuditedFields, AuditTrail } from '../audit/auditTrail';
import { cleanName } from '../platform/cleanName';
import type { Clock } from '../platform/clock';
import { invalidInput } from '../platform/domainError';
import type { InTransaction } from '../platform/inTransaction';
import { isTimeZone } from '../platform/timeZone';
import { isUuid } from '../platform/uuid';
import { accountNotFound, emailTaken } from './account.errors';
import { isPaid, type PlanName, type PlanTerms } from './account.policy';
import type { AccountRepository, AccountRow, NewOwnedAccount, UserRow } from './account.repository';
import type { PasswordHashing } from './passwordHashing';
import { readEmail, readPassword } from './signUpInput';

/** A person with a password, and the account that they own. */
export interface CreateAccount {
  /** Of the account. */
  readonly name: string;
  /** Of the person; the account's when left out. */
  readonly userName?: string;
  readonly plan: PlanName;
  readonly email: string;
  /** 8 to 128 characters. */
  readonly password: string;
  /** IANA; UTC when left out. */
  readonly timeZone?: string;
}

export interface CreatedAccount {
  readonly accountId: string;
  readonly userId: string;
}

/** An account, with the answer to whether it is paid right now. */
export interface AccountView extends AccountRow {
  readonly isPaid: boolean;
}

/** What a change of an account is written with, all or nothing. */
export interface AccountWriting {
  readonly accounts: AccountRepository;
  readonly audit: AuditTrail;
}

/** Members buy a plan elsewhere: only whoever runs the installation, or it by itself, sets one. */
export type PlanActor = Extract<AuditedActor, { kind: 'operator' | 'system' }>;

export interface AccountServiceParts {
  readonly accounts: AccountRepository;
  readonly inTransaction: InTransaction<AccountWriting>;
  readonly passwords: PasswordHashing;
  readonly now: Clock;
  readonly newId: () => string;
}

/** Who owns keys and pays. */
export class AccountService {
  constructor(private readonly parts: AccountServiceParts) {}

  /**
   * Opens an account with its first member, all or nothing. For the command line; people sign up by themselves.
   *
   * @throws DomainError INVALID_INPUT for a bad name, address, password or zone; CONFLICT when the address is taken.
   */
  async createAccount(request: CreateAccount): Promise<CreatedAccount> {
    const account = await this.newOwnedAccount(request, false);
    if (!(await this.parts.accounts.insertOwnedAccount(account))) throw emailTaken();
    return { accountId: account.ids.account, userId: account.ids.user };
  }

  /**
   * The same for the person who runs this installation, while nobody does.
   *
   * @returns null when there is an operator already, also when another node made one a moment ago.
   * @throws DomainError as createAccount does; a person who signed up with this address never becomes the operator.
   */
  async createFirstOperator(request: CreateAccount): Promise<CreatedAccount | null> {
    const account = await this.newOwnedAccount(request, true);
    const outcome = await this.parts.accounts.insertFirstOperator(account);
    if (outcome === 'emailTaken') throw emailTaken();
    return outcome === 'inserted' ? { accountId: account.ids.account, userId: account.ids.user } : null;
  }

  hasOperator(): Promise<boolean> {
    return this.parts.accounts.hasOperator();
  }

  /** @throws DomainError INVALID_INPUT when it is no address. */
  async hasUser(email: string): Promise<boolean> {
    return this.parts.accounts.hasUser(readEmail(email));
  }

  /**
   * Sets what the actor's account has subscribed to. New requests obey from the commit on. The audit log tells of it
   * when something changed.
   *
   * @throws DomainError NOT_FOUND when there is no such account.
   */
  async setPlan(actor: PlanActor, terms: PlanTerms): Promise<void> {
    if (!isUuid(actor.accountId)) throw accountNotFound();
    await this.parts.inTransaction(async ({ accounts, audit }) => {
      const account = await accounts.lockAccount(actor.accountId);
      if (!account) throw accountNotFound();
      const [before, after] = [auditedPlan(account), auditedPlan(terms)];
      if (before.plan === after.plan && before.planEndsAt === after.planEndsAt) return;
      await accounts.setPlan(account.id, terms);
      await audit.record(actor, { action: 'account.plan_changed', subject: account, before, after });
    });
  }

  /** Null when there is no such account. */
  async findAccount(accountId: string): Promise<AccountView | null> {
    const row = isUuid(accountId) ? await this.parts.accounts.findAccount(accountId) : null;
    return row && { ...row, isPaid: isPaid(row, this.parts.now()) };
  }

  /** In the order of the ids; null for whoever is not a member of the account. */
  async findMembers(accountId: string, userIds: readonly string[]): Promise<(UserRow | null)[]> {
    if (userIds.length === 0) return [];
    const members = await this.parts.accounts.listMembers(accountId, userIds);
    const byId = new Map(members.map((member) => [member.id, member]));
    return userIds.map((id) => byId.get(id) ?? null);
  }

  /** The account in whose name the person asks: the preferred one while they belong to it. Null when to none. */
  accountForMember(userId: string, preferredId: string | null): Promise<string | null> {
    return this.parts.accounts.findAccountOfMember(userId, preferredId);
  }

  /** Lets a new session work in an account; a person without any gets a free one. Safe to repeat. */
  openSession(sessionId: string, userId: string): Promise<void> {
    const { newId } = this.parts;
    return this.parts.accounts.openSession(sessionId, userId, { account: newId(), member: newId() });
  }

  private async newOwnedAccount(request: CreateAccount, isOperator: boolean): Promise<NewOwnedAccount> {
    const timeZone = request.timeZone ?? 'UTC';
    if (!isTimeZone(timeZone))
      throw invalidInput('timeZone', 'Give an IANA time zone, such as Asia/Ho_Chi_Minh.');
    const accountName = cleanName('name', request.name);
    const userName = cleanName('userName', request.userName ?? request.name);
    const email = readEmail(request.email);
    const passwordHash = await this.parts.passwords.hash(readPassword(request.password));
    const { newId } = this.parts;
    return {
      ids: { user: newId(), credential: newId(), account: newId(), member: newId() },
      accountName,
      plan: request.plan,
      timeZone,
      userName,
      email,
      passwordHash,
      isOperator,
    };
  }
}

function auditedPlan({ plan, planEndsAt }: PlanTerms) {
  return { plan, planEndsAt: planEndsAt?.toISOString() ?? null } satisfies AuditedFields;
}
