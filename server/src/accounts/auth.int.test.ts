import { newUuid } from '../platform/uuid';
import { SignInRemainsRepository } from './signInRemains.repository';
import { SignInClient } from './testing/signInClient';
import { startAccounts } from './testing/startAccounts';

describe('signing in', () => {
  let started: Awaited<ReturnType<typeof startAccounts>>;
  const browser = () => new SignInClient(started.auth);

  beforeAll(async () => {
    started = await startAccounts();
  });
  afterAll(() => started.stop());

  it('works with the right password, and opens a free account of the own name at sign-up', async () => {
    const alice = browser();

    expect((await alice.signUp('Alice@Example.com')).status).toBe(200);
    const session = await started.auth.sessionOf(alice.headers);

    expect(session?.activeAccountId).toEqual(expect.any(String));
    const account = await started.accounts.findAccount(session?.activeAccountId ?? '');
    expect(account).toMatchObject({ name: 'Alice', plan: 'FREE', isPaid: false, timeZone: 'UTC' });
    const again = browser();
    expect((await again.signIn('alice@example.com')).status).toBe(200);
    expect(await started.auth.sessionOf(again.headers)).toEqual(session);
  });

  it('leaves nothing behind for long: neither sessions that ran out nor counts of old tries', async () => {
    const { db, auth } = started;
    const [stays, ends] = [browser(), browser()];
    await stays.signUp('stays@example.com');
    await ends.signUp('ends@example.com');
    const left = () =>
      db.query(
        `SELECT (SELECT count(*)::int FROM sessions) AS sessions, (SELECT count(*)::int FROM sign_in_limits) AS counts`,
      );
    await db.query(
      `UPDATE sessions SET expires_at = now() - interval '25 hours'
       WHERE user_id = (SELECT id FROM users WHERE email = 'ends@example.com')`,
    );
    await db.query(
      `INSERT INTO sign_in_limits (id, key, count, last_request)
       VALUES ($1, 'an old one', 1, extract(epoch FROM now() - interval '61 minutes') * 1000)`,
      [newUuid()],
    );
    const [before] = await left();

    await new SignInRemainsRepository(db.manager).forgetOld();

    expect(before.counts).toBeGreaterThan(1);
    expect(await left()).toEqual([{ sessions: before.sessions - 1, counts: before.counts - 1 }]);
    expect(await auth.sessionOf(stays.headers)).not.toBeNull();
  });

  it('sets a cookie that is tied to the host, unreadable for scripts and not sent by other sites', async () => {
    const response = await browser().signUp('cookie@example.com');

    const [line = ''] = response.headers.getSetCookie();
    expect(line).toMatch(/^__Host-keymeter_session=[^;]{40,};/);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).toMatch(/; Path=\//i);
    expect(line).not.toMatch(/Domain=/i);
    expect(response.headers.getSetCookie()).toHaveLength(1);
  });

  it('is refused with a wrong password, in the same words as for nobody', async () => {
    await browser().signUp('wrong@example.com');

    const wrong = await browser().signIn('wrong@example.com', 'not the password');
    const nobody = await browser().signIn('nobody@example.com', 'not the password');

    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await nobody.json());
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['another port of this machine', 'http://127.0.0.1:4001'],
    ['another name of this machine', 'http://localhost:4000'],
    ['no origin', null],
    ['an opaque origin', 'null'],
  ])('is refused from %s, and so is signing out', async (_case, origin) => {
    const alice = browser();
    await alice.signUp(`${newUuid()}@example.com`);

    const signIn = await browser().post('/sign-in/email', { email: 'a@b.co', password: 'x' }, { origin });
    const signOut = await alice.post('/sign-out', {}, { origin });

    expect([signIn.status, signOut.status]).toEqual([403, 403]);
    expect(await started.auth.sessionOf(alice.headers)).not.toBeNull();
  });

  it('ends at once with signing out: the same cookie is worth nothing afterwards', async () => {
    const alice = browser();
    await alice.signUp('out@example.com');
    const stolen = alice.headers;

    expect((await alice.post('/sign-out', {})).status).toBe(200);

    expect(await started.auth.sessionOf(stolen)).toBeNull();
  });

  it('elsewhere ends when the password is changed, and only the new one works then', async () => {
    const [here, elsewhere] = [browser(), browser()];
    await here.signUp('change@example.com');
    await elsewhere.signIn('change@example.com');
    const change = { currentPassword: 'correct horse battery', newPassword: 'another horse battery' };

    expect((await here.post('/change-password', change)).status).toBe(200);

    expect(await started.auth.sessionOf(elsewhere.headers)).toBeNull();
    expect(await started.auth.sessionOf(here.headers)).not.toBeNull();
    expect((await browser().signIn('change@example.com')).status).toBe(401);
    expect((await browser().signIn('change@example.com', 'another horse battery')).status).toBe(200);
  });

  it('is not possible with a cookie whose signature was changed', async () => {
    const alice = browser();
    await alice.signUp('forged@example.com');

    const forged = new Headers({ cookie: `${alice.cookie.slice(0, -6)}AAAA%3D` });

    expect(await started.auth.sessionOf(forged)).toBeNull();
  });

  it('leaves no password and no usable cookie in the database', async () => {
    const alice = browser();
    await alice.signUp('at-rest@example.com', 'a password like no other');

    const rows = await started.db.query(
      'SELECT u.*::text AS u, c.*::text AS c, s.*::text AS s FROM users u, credentials c, sessions s',
    );

    const value = decodeURIComponent(alice.cookie.split('=').slice(1).join('='));
    expect(JSON.stringify(rows)).not.toContain('a password like no other');
    expect(JSON.stringify(rows)).not.toContain(value);
  });

  it('is limited to ten tries a minute for each address, shared by all nodes; others may still sign in', async () => {
    const small = await startAccounts();
    const guesser = new SignInClient(small.auth, '198.51.100.1');
    await new SignInClient(small.auth, '198.51.100.2').signUp('victim@example.com');

    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1) {
      statuses.push((await guesser.signIn('victim@example.com', `guess number ${guess}`)).status);
    }
    const victim = await new SignInClient(small.auth, '198.51.100.2').signIn('victim@example.com');
    const [limits] = await small.db.query('SELECT count(*)::int AS rows FROM sign_in_limits');
    await small.stop();

    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    expect(victim.status).toBe(200);
    expect(limits.rows).toBeGreaterThan(0);
  });
});
