import { newUuid } from '../platform/uuid';
import { actorFromSession } from './actorFromSession';
import { SignInClient } from './testing/signInClient';
import { startAccounts } from './testing/startAccounts';

describe('signing up', () => {
  let started: Awaited<ReturnType<typeof startAccounts>>;
  const browser = () => new SignInClient(started.auth);
  const countOf = async (table: string) => {
    const [row] = await started.db.query(`SELECT count(*)::int AS rows FROM ${table}`);
    return row.rows as number;
  };

  beforeAll(async () => {
    started = await startAccounts();
  });
  afterAll(() => started.stop());

  it.each([
    ['a short password', { password: '1234567' }],
    ['a password of 129 characters', { password: 'x'.repeat(129) }],
    ['no address', { email: 'nobody' }],
    ['an address of 300 characters', { email: `${'x'.repeat(300)}@example.com` }],
    ['an empty name', { name: ' ' }],
    ['a name of 65 characters', { name: 'x'.repeat(65) }],
    ['a name with a NUL', { name: 'Al\u0000ice' }],
  ])('is refused with %s, and nothing is left behind', async (_case, wrong) => {
    const before = [await countOf('users'), await countOf('accounts'), await countOf('sessions')];
    const right = {
      name: 'Alice',
      email: `refused-${newUuid()}@example.com`,
      password: 'correct horse battery',
    };

    const response = await browser().post('/sign-up/email', { ...right, ...wrong });

    expect(response.status).toBe(400);
    expect([await countOf('users'), await countOf('accounts'), await countOf('sessions')]).toEqual(before);
  });

  it('is refused with an address that is taken, in whatever case', async () => {
    await browser().signUp('taken@example.com');
    const before = await countOf('accounts');

    const response = await browser().signUp('Taken@Example.COM', 'another long password');

    expect(response.status).toBe(422);
    expect(await countOf('accounts')).toBe(before);
    expect((await browser().signIn('taken@example.com', 'another long password')).status).toBe(401);
  });

  it.each([
    ['is_operator', { isOperator: true, is_operator: true }],
    ['a plan', { plan: 'PAID', planEndsAt: null }],
    ['an id', { id: '00000000-0000-7000-8000-000000000001' }],
  ])('takes no word about %s', async (_case, extra) => {
    const email = `extra-${newUuid()}@example.com`;

    const response = await browser().post('/sign-up/email', {
      name: 'Mallory',
      email,
      password: 'correct horse battery',
      ...extra,
    });

    expect([200, 400]).toContain(response.status);
    const rows = await started.db.query(
      `SELECT u.id, u.is_operator, a.plan FROM users u JOIN members m ON m.user_id = u.id
       JOIN accounts a ON a.id = m.account_id WHERE u.email = $1`,
      [email],
    );
    for (const row of rows) {
      expect(row).toMatchObject({ is_operator: false, plan: 'FREE' });
      expect(row.id).not.toBe('00000000-0000-7000-8000-000000000001');
    }
  });

  it.each([
    ['/organization/create', { name: 'Mine', slug: 'mine' }],
    ['/organization/update', { data: { plan: 'PAID', name: 'x' } }],
    ['/organization/delete', {}],
    ['/organization/invite-member', { email: 'b@example.com', role: 'owner' }],
    ['/organization/remove-member', { memberIdOrEmail: 'b@example.com' }],
    ['/organization/add-member', { role: 'owner' }],
    ['/organization/check-slug', { slug: 'x' }],
    ['/update-user', { name: 'x', isOperator: true }],
    ['/update-session', { activeOrganizationId: 'x' }],
    ['/delete-user', {}],
    ['/change-email', { newEmail: 'x@example.com' }],
    ['/sign-in/social', { provider: 'github' }],
    ['/sign-in/email/', { email: 'x@example.com', password: 'x' }],
    ['//sign-in/email', { email: 'x@example.com', password: 'x' }],
  ])('opens no way to %s', async (path, body) => {
    const alice = browser();
    await alice.signUp(`no-way-${newUuid()}@example.com`);

    expect((await alice.post(path, body)).status).toBe(404);
  });

  it('keeps a person out of an account that they do not belong to', async () => {
    const [alice, bob] = [browser(), browser()];
    await alice.signUp('keeps-alice@example.com');
    await bob.signUp('keeps-bob@example.com');
    const target = await started.auth.sessionOf(bob.headers);
    const own = await started.auth.sessionOf(alice.headers);

    const foreign = await alice.post('/organization/set-active', { organizationId: target?.activeAccountId });
    const malformed = await alice.post('/organization/set-active', { organizationId: "' OR 1=1 --" });
    const bySlug = await alice.post('/organization/set-active', {
      organizationSlug: target?.activeAccountId,
    });

    expect([foreign.status, malformed.status, bySlug.status]).toEqual([403, 400, 400]);
    const actor = await actorFromSession(started.auth, started.accounts, alice.headers);
    expect(actor).toMatchObject({ kind: 'member', accountId: own?.activeAccountId, userId: own?.userId });
  });

  it('that broke off half-way is healed by the next sign-in, also by two at once', async () => {
    await browser().signUp('half@example.com');
    await started.db.query(
      'DELETE FROM accounts WHERE id IN (SELECT account_id FROM members m JOIN users u ON u.id = m.user_id WHERE u.email = $1)',
      ['half@example.com'],
    );
    const [here, there] = [browser(), browser()];

    const statuses = await Promise.all([here.signIn('half@example.com'), there.signIn('half@example.com')]);

    expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
    const actors = await Promise.all(
      [here, there].map((who) => actorFromSession(started.auth, started.accounts, who.headers)),
    );
    expect(actors[0]).toMatchObject({ kind: 'member', accountId: expect.any(String) });
    expect(actors[1]).toEqual(actors[0]);
  });

  it('opens one account, however many sessions of a person without any begin at once', async () => {
    const alice = browser();
    await alice.signUp('one-account@example.com');
    const session = await started.auth.sessionOf(alice.headers);
    const userId = session?.userId ?? '';
    await started.db.query('DELETE FROM members WHERE user_id = $1', [userId]);

    await Promise.all(Array.from({ length: 12 }, () => started.accounts.openSession(newUuid(), userId)));

    expect(await started.db.query('SELECT role FROM members WHERE user_id = $1', [userId])).toEqual([
      { role: 'owner' },
    ]);
  });

  it('of 20 people at once gives each an account of their own, with a pool of four connections', async () => {
    const people = Array.from({ length: 20 }, (_, i) => `many-${i}@example.com`);

    const answers = await Promise.all(people.map((email) => browser().signUp(email)));

    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    const [row] = await started.db.query(
      `SELECT count(DISTINCT m.account_id)::int AS accounts, count(*)::int AS members
       FROM members m JOIN users u ON u.id = m.user_id WHERE u.email LIKE 'many-%'`,
    );
    expect(row).toEqual({ accounts: 20, members: 20 });
  });

  it('gives a person who was taken out of the account no further access', async () => {
    const alice = browser();
    await alice.signUp('removed@example.com');
    const session = await started.auth.sessionOf(alice.headers);

    await started.db.query('DELETE FROM members WHERE user_id = $1', [session?.userId]);

    expect(await actorFromSession(started.auth, started.accounts, alice.headers)).toBeNull();
  });
});
