import { createInTransaction } from '../db/inTransaction';
import { newUuid } from '../platform/uuid';
import { AccountRepository } from './account.repository';
import { AccountService } from './account.service';
import { SignInClient } from './testing/signInClient';
import { startAccounts } from './testing/startAccounts';

const ACME = {
  name: 'Acme',
  plan: 'PAID',
  email: 'Owner@Acme.example',
  password: 'correct horse battery',
} as const;
const FREE = { plan: 'FREE', planEndsAt: null } as const;
const PAID = { plan: 'PAID', planEndsAt: null } as const;
const operatorOf = (accountId: string) => ({ kind: 'operator', accountId }) as const;

describe('accounts', () => {
  let now = new Date();
  let started: Awaited<ReturnType<typeof startAccounts>>;
  const rowsOf = async (table: string) => {
    const [row] = await started.db.query(`SELECT count(*)::int AS rows FROM ${table}`);
    return row.rows as number;
  };

  const eventsOf = (accountId: string): Promise<unknown[]> =>
    started.db.query(
      `SELECT actor_kind, action, subject_id, subject_name, detail FROM audit_events
       WHERE account_id = $1 ORDER BY at, id`,
      [accountId],
    );

  beforeAll(async () => {
    started = await startAccounts({ now: () => now });
  });
  afterAll(() => started.stop());
  beforeEach(() => started.db.query('TRUNCATE users, accounts CASCADE'));

  it('made by the command line can be signed in to, in their own zone and plan', async () => {
    const { accountId, userId } = await started.accounts.createAccount({
      ...ACME,
      timeZone: 'Asia/Ho_Chi_Minh',
    });

    const owner = new SignInClient(started.auth);
    expect((await owner.signIn('owner@acme.example')).status).toBe(200);
    expect(await started.auth.sessionOf(owner.headers)).toEqual({ userId, activeAccountId: accountId });
    expect(await started.accounts.findAccount(accountId)).toEqual({
      id: accountId,
      name: 'Acme',
      plan: 'PAID',
      planEndsAt: null,
      timeZone: 'Asia/Ho_Chi_Minh',
      isPaid: true,
    });
  });

  it('are not made when the address is taken, and nothing of them is left behind', async () => {
    await started.accounts.createAccount(ACME);

    const second = started.accounts.createAccount({ ...ACME, name: 'Other', email: 'OWNER@acme.example' });

    await expect(second).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'email' } });
    expect([await rowsOf('users'), await rowsOf('accounts'), await rowsOf('credentials')]).toEqual([1, 1, 1]);
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(65) }],
    ['email', { email: 'nobody' }],
    ['password', { password: 'short' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
  ])('are not made with a bad %s: %p', async (field, wrong) => {
    const made = started.accounts.createAccount({ ...ACME, ...wrong });

    await expect(made).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
    expect(await rowsOf('users')).toBe(0);
  });

  it('are paid until their plan ends, and free from that instant on', async () => {
    const { accountId } = await started.accounts.createAccount(ACME);
    const endsAt = new Date('2030-01-01T00:00:00Z');
    await started.accounts.setPlan(operatorOf(accountId), { plan: 'PAID', planEndsAt: endsAt });

    now = new Date(endsAt.getTime() - 1);
    const before = await started.accounts.findAccount(accountId);
    now = endsAt;
    const after = await started.accounts.findAccount(accountId);
    now = new Date();

    expect([before?.isPaid, after?.isPaid]).toEqual([true, false]);
  });

  it.each(['00000000-0000-7000-8000-000000000000', 'not-an-id', "' OR true --"])(
    'that are not there have no plan to set: %s',
    async (id) => {
      const set = started.accounts.setPlan(operatorOf(id), PAID);

      await expect(set).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await started.accounts.findAccount(id)).toBeNull();
      expect(await started.db.query('SELECT 1 FROM audit_events WHERE account_id::text = $1', [id])).toEqual(
        [],
      );
    },
  );

  it('tell in their audit log who changed their plan, before and after, and nothing when it stayed', async () => {
    const { accountId } = await started.accounts.createAccount(ACME);
    const planEndsAt = new Date('2030-01-01T00:00:00Z');

    await started.accounts.setPlan(operatorOf(accountId), PAID);
    await started.accounts.setPlan(operatorOf(accountId), { plan: 'PAID', planEndsAt });
    await started.accounts.setPlan(operatorOf(accountId), { plan: 'PAID', planEndsAt });
    await started.accounts.setPlan({ kind: 'system', accountId }, FREE);

    const change = { action: 'account.plan_changed', subject_id: accountId, subject_name: 'Acme' };
    const until2030 = { plan: 'PAID', planEndsAt: planEndsAt.toISOString() };
    expect(await eventsOf(accountId)).toEqual([
      { ...change, actor_kind: 'operator', detail: { before: PAID, after: until2030 } },
      { ...change, actor_kind: 'system', detail: { before: until2030, after: FREE } },
    ]);
  });

  it('keep their plan when the audit log cannot be written', async () => {
    const { accountId } = await started.accounts.createAccount(ACME);
    const accounts = new AccountService({
      accounts: new AccountRepository(started.db.manager),
      inTransaction: createInTransaction(started.db, (transaction) => ({
        accounts: new AccountRepository(transaction),
        audit: { record: () => Promise.reject(new Error('The disk is full.')) },
      })),
      passwords: started.authParts.passwords,
      now: () => now,
      newId: newUuid,
    });

    await expect(accounts.setPlan(operatorOf(accountId), FREE)).rejects.toThrow('The disk is full.');

    expect(await started.accounts.findAccount(accountId)).toMatchObject(PAID);
    expect(await eventsOf(accountId)).toEqual([]);
  });

  it('name their members and nobody else', async () => {
    const acme = await started.accounts.createAccount(ACME);
    const other = await started.accounts.createAccount({ ...ACME, email: 'other@example.com' });

    const found = await started.accounts.findMembers(acme.accountId, [other.userId, acme.userId]);

    expect(found).toEqual([null, { id: acme.userId, name: 'Acme', email: 'owner@acme.example' }]);
  });

  it('of a person are asked for in the one chosen last, else in the one joined first', async () => {
    const acme = await started.accounts.createAccount(ACME);
    const other = await started.accounts.createAccount({ ...ACME, email: 'other@example.com' });
    await started.db.query(
      `INSERT INTO members (id, account_id, user_id) VALUES (gen_random_uuid(), $1, $2)`,
      [other.accountId, acme.userId],
    );
    const accountFor = (preferred: string | null) =>
      started.accounts.accountForMember(acme.userId, preferred);

    expect(await accountFor(other.accountId)).toBe(other.accountId);
    expect(await accountFor(null)).toBe(acme.accountId);
    expect(await accountFor('00000000-0000-7000-8000-000000000000')).toBe(acme.accountId);
    expect(await started.accounts.accountForMember('00000000-0000-7000-8000-000000000000', null)).toBeNull();
  });
});
