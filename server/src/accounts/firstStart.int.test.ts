import { newUuid } from '../platform/uuid';
import { AccountRepository } from './account.repository';
import { AccountService } from './account.service';
import { ensureDemoMember, ensureFirstOperator } from './firstStart';
import { SignInClient } from './testing/signInClient';
import { startAccounts } from './testing/startAccounts';

const EMAIL = 'operator@example.com';

describe('the first start', () => {
  let started: Awaited<ReturnType<typeof startAccounts>>;

  beforeAll(async () => {
    started = await startAccounts();
  });
  afterAll(() => started.stop());
  beforeEach(() => started.db.query('TRUNCATE users, accounts CASCADE'));

  it('makes one operator with a paid account and says once how to sign in', async () => {
    const first = await ensureFirstOperator(started.accounts, { email: EMAIL });
    const second = await ensureFirstOperator(started.accounts, { email: EMAIL });

    expect(first).toEqual({ email: EMAIL, password: expect.stringMatching(/^[\w-]{20}$/) });
    expect(second).toBeNull();
    expect((await new SignInClient(started.auth).signIn(EMAIL, first?.password ?? '')).status).toBe(200);
    expect(await started.db.query('SELECT email, is_operator FROM users')).toEqual([
      { email: EMAIL, is_operator: true },
    ]);
    expect(await started.db.query('SELECT plan FROM accounts')).toEqual([{ plan: 'PAID' }]);
  });

  it('takes the password that it is given, and does not say it', async () => {
    const made = await ensureFirstOperator(started.accounts, {
      email: EMAIL,
      password: 'chosen by the operator',
    });

    expect(made).toEqual({ email: EMAIL, password: null });
    expect((await new SignInClient(started.auth).signIn(EMAIL, 'chosen by the operator')).status).toBe(200);
  });

  it('of five nodes at once still makes one operator and one demo member, each told by one node', async () => {
    const nodes = [1, 2, 3, 4, 5];

    const operators = await Promise.all(
      nodes.map(() => ensureFirstOperator(started.accounts, { email: EMAIL })),
    );
    const demos = await Promise.all(nodes.map(() => ensureDemoMember(started.accounts, 'demo@example.com')));

    expect(operators.filter(Boolean)).toHaveLength(1);
    expect(demos.filter(Boolean)).toHaveLength(1);
    expect(await started.db.query('SELECT email, is_operator FROM users ORDER BY email')).toEqual([
      { email: 'demo@example.com', is_operator: false },
      { email: EMAIL, is_operator: true },
    ]);
  });

  it('makes one operator, also when each node was given another address', async () => {
    const instantly = { hash: async () => 'no hash', verify: async () => false };
    const parts = {
      accounts: new AccountRepository(started.db.manager),
      inTransaction: () => Promise.reject(new Error('Nothing is written here.')),
      passwords: instantly,
      now: () => new Date(),
    };
    const accounts = new AccountService({ ...parts, newId: newUuid });
    const nodes = Array.from({ length: 12 }, (_, n) => `operator-${n}@example.com`);

    const made = await Promise.all(nodes.map((email) => ensureFirstOperator(accounts, { email })));

    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await started.db.query('SELECT count(*)::int AS operators FROM users WHERE is_operator')).toEqual([
      { operators: 1 },
    ]);
  });

  it('never makes an operator of somebody who signed up with that address', async () => {
    await new SignInClient(started.auth).signUp(EMAIL);

    await expect(ensureFirstOperator(started.accounts, { email: EMAIL })).rejects.toMatchObject({
      code: 'CONFLICT',
    });

    expect(await started.db.query('SELECT is_operator FROM users')).toEqual([{ is_operator: false }]);
  });

  it('says how to sign in as the demo member only when it made them', async () => {
    const demo = await ensureDemoMember(started.accounts, 'demo@example.com');

    expect(
      (await new SignInClient(started.auth).signIn('demo@example.com', demo?.password ?? '')).status,
    ).toBe(200);
    expect(await ensureDemoMember(started.accounts, 'demo@example.com')).toBeNull();
  });
});
