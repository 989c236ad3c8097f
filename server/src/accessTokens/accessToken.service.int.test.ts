import { startAccounts } from '../accounts/testing/startAccounts';
import { AuditEventRepository } from '../audit/auditEvent.repository';
import type { AuditTrail } from '../audit/auditTrail';
import { createInTransaction } from '../db/inTransaction';
import type { AccessTokenActor, MemberActor } from '../platform/actor';
import { makeSecret } from '../platform/secretFormat';
import { SecretHasher } from '../platform/secretHash';
import { newUuid } from '../platform/uuid';
import { AccessTokenRepository } from './accessToken.repository';
import { ACCESS_TOKENS_PER_ACCOUNT, AccessTokenService } from './accessToken.service';

const OLD_PEPPER = 'an old pepper of at least 32 characters';
const NEW_PEPPER = 'a new pepper of at least 32 characters!';
const READER = { name: 'reports', scopes: ['USAGE_READ'] } as const;

describe('access tokens', () => {
  let started: Awaited<ReturnType<typeof startAccounts>>;
  let alice: MemberActor;
  let bob: MemberActor;
  let service: AccessTokenService;

  const serviceWith = (peppers: readonly string[], audit?: AuditTrail) =>
    new AccessTokenService({
      tokens: new AccessTokenRepository(started.db.manager),
      inTransaction: createInTransaction(started.db, (transaction) => ({
        tokens: new AccessTokenRepository(transaction),
        audit: audit ?? new AuditEventRepository(transaction),
      })),
      hasher: new SecretHasher(peppers),
      brand: 'aim',
      now: () => new Date(),
      newId: newUuid,
    });
  const member = async (email: string): Promise<MemberActor> => {
    const account = { name: email, plan: 'PAID', email, password: 'correct horse battery' } as const;
    return { kind: 'member', ...(await started.accounts.createAccount(account)) };
  };

  const eventsOf = (tokenId: string): Promise<unknown[]> =>
    started.db.query(
      `SELECT account_id, actor_kind, actor_name, action, subject_name, detail FROM audit_events
       WHERE subject_id = $1 ORDER BY at, id`,
      [tokenId],
    );
  const countEvents = async (): Promise<number> =>
    (await started.db.query('SELECT count(*)::integer AS n FROM audit_events'))[0].n;

  beforeAll(async () => {
    started = await startAccounts();
    alice = await member('alice@example.com');
    bob = await member('bob@example.com');
  });
  afterAll(() => started.stop());
  beforeEach(async () => {
    await started.db.query('TRUNCATE access_tokens');
    service = serviceWith([OLD_PEPPER]);
  });

  it('are shown once, work, and say afterwards only their last four characters', async () => {
    const { accessToken, secret } = await service.create(alice, READER);

    expect(secret).toMatch(/^aim_pat_[0-9A-Za-z]{49}$/);
    expect(await service.actorFromAccessToken(secret)).toEqual({
      kind: 'accessToken',
      accountId: alice.accountId,
      accessTokenId: accessToken.id,
      scopes: ['USAGE_READ'],
    });
    expect(await service.list(alice)).toEqual([
      { ...accessToken, maskedToken: `aim_pat_…${secret.slice(-4)}`, lastUsedAt: expect.any(Date) },
    ]);
  });

  it('are stored as a hash that the database alone cannot check', async () => {
    const { secret } = await service.create(alice, READER);

    const [row] = await started.db.query('SELECT t::text AS row, token_hash FROM access_tokens t');

    expect(row.row).not.toContain(secret.slice(8, 51));
    expect(row.token_hash).toEqual(new SecretHasher([OLD_PEPPER]).current(secret).hash);
    expect(await serviceWith([NEW_PEPPER]).actorFromAccessToken(secret)).toBeNull();
  });

  it('go on working when the pepper is changed and the old one kept', async () => {
    const { secret } = await service.create(alice, READER);

    expect(await serviceWith([NEW_PEPPER, OLD_PEPPER]).actorFromAccessToken(secret)).not.toBeNull();
  });

  it('with a typing error are refused without asking the database', async () => {
    const { secret } = await service.create(alice, READER);
    const statements = jest.spyOn(started.db, 'query');
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;

    const answers = await Promise.all(
      [wrong, '', 'x', makeSecret('aim_sk_')].map((s) => service.actorFromAccessToken(s)),
    );

    expect(answers).toEqual([null, null, null, null]);
    expect(statements).not.toHaveBeenCalled();
    statements.mockRestore();
  });

  it('that nobody made are refused', async () => {
    expect(await service.actorFromAccessToken(makeSecret('aim_pat_'))).toBeNull();
  });

  it('that were revoked are refused at once and no longer listed; revoking twice keeps the first time', async () => {
    const { accessToken, secret } = await service.create(alice, READER);
    const revokedAt = async () =>
      (await started.db.query('SELECT revoked_at FROM access_tokens'))[0].revoked_at;

    await service.revoke(alice, accessToken.id);
    const first = await revokedAt();
    await service.revoke(alice, accessToken.id);

    expect(await service.actorFromAccessToken(secret)).toBeNull();
    expect(await service.list(alice)).toEqual([]);
    expect(await revokedAt()).toEqual(first);
  });

  it('that expired are refused', async () => {
    const { accessToken, secret } = await service.create(alice, READER);

    await started.db.query(`UPDATE access_tokens SET expires_at = now() WHERE id = $1`, [accessToken.id]);

    expect(await service.actorFromAccessToken(secret)).toBeNull();
    expect(await service.list(alice)).toHaveLength(1);
  });

  it('note their use at most once a minute', async () => {
    const { secret } = await service.create(alice, READER);
    const lastUsedAt = async () => (await service.list(alice))[0]?.lastUsedAt;
    await service.actorFromAccessToken(secret);
    const first = await lastUsedAt();

    await service.actorFromAccessToken(secret);
    expect(await lastUsedAt()).toEqual(first);

    await started.db.query(`UPDATE access_tokens SET last_used_at = now() - interval '61 seconds'`);
    await service.actorFromAccessToken(secret);
    expect((await lastUsedAt())?.getTime()).toBeGreaterThanOrEqual(
      first?.getTime() ?? Number.POSITIVE_INFINITY,
    );
  });

  it('of another account answer exactly like tokens that never were', async () => {
    const { accessToken, secret } = await service.create(alice, READER);
    const refusalOf = (id: string) =>
      service.revoke(bob, id).catch((error: unknown) => JSON.stringify(error));

    const foreign = await refusalOf(accessToken.id);

    expect(foreign).toContain('NOT_FOUND');
    expect(await refusalOf(newUuid())).toBe(foreign);
    expect(await refusalOf('not-an-id')).toBe(foreign);
    expect(await service.list(bob)).toEqual([]);
    expect(await service.actorFromAccessToken(secret)).not.toBeNull();
  });

  it('cannot make, list or revoke tokens, whatever their scopes', async () => {
    const { accessToken } = await service.create(alice, READER);
    const program: AccessTokenActor = {
      kind: 'accessToken',
      accountId: alice.accountId,
      accessTokenId: accessToken.id,
      scopes: ['KEYS_READ', 'KEYS_WRITE', 'USAGE_READ', 'AUDIT_READ'],
    };

    await expect(service.create(program, READER)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(service.list(program)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(service.revoke(program, accessToken.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await service.list(alice)).toHaveLength(1);
  });

  it.each([
    ['name', { ...READER, name: ' ' }],
    ['name', { ...READER, name: 'x'.repeat(65) }],
    ['scopes', { ...READER, scopes: [] }],
    ['expiresAt', { ...READER, expiresAt: new Date('2020-01-01T00:00:00Z') }],
  ])('are not made with a bad %s', async (field, request) => {
    await expect(service.create(alice, request)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field },
    });
    expect(await service.list(alice)).toEqual([]);
  });

  it('tell in the audit log who made and who revoked them, once, and no secret', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const wanted = { name: ' reports ', scopes: ['USAGE_READ', 'KEYS_READ'], expiresAt } as const;
    const { accessToken, secret } = await service.create(alice, wanted);
    await service.revoke(alice, accessToken.id);
    await service.revoke(alice, accessToken.id);

    const [stored] = await started.db.query(
      `SELECT encode(token_hash, 'hex') AS hash, encode(token_hash, 'base64') AS base64 FROM access_tokens`,
    );
    const events = await eventsOf(accessToken.id);
    const act = {
      account_id: alice.accountId,
      actor_kind: 'member',
      actor_name: 'alice@example.com',
      subject_name: 'reports',
    };
    const after = {
      name: 'reports',
      scopes: ['KEYS_READ', 'USAGE_READ'],
      expiresAt: expiresAt.toISOString(),
    };
    expect(events).toEqual([
      { ...act, action: 'access_token.created', detail: { after } },
      { ...act, action: 'access_token.revoked', detail: {} },
    ]);
    const rows = await started.db.query('SELECT e::text FROM audit_events e WHERE subject_id = $1', [
      accessToken.id,
    ]);
    for (const hidden of [secret.slice(8, 51), stored.hash, stored.base64])
      expect(JSON.stringify(rows)).not.toContain(hidden);
  });

  it('leave nothing in the audit log when they are refused', async () => {
    const { accessToken } = await service.create(alice, READER);
    const before = await countEvents();

    const refusals = await Promise.allSettled([
      service.create(alice, { ...READER, scopes: [] }),
      service.revoke(bob, accessToken.id),
      service.revoke(alice, newUuid()),
    ]);

    expect(refusals.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await countEvents()).toBe(before);
  });

  it('are neither made nor revoked when the audit log cannot be written', async () => {
    const { accessToken, secret } = await service.create(alice, READER);
    const unaudited = serviceWith([OLD_PEPPER], {
      record: () => Promise.reject(new Error('The disk is full.')),
    });

    await expect(unaudited.create(alice, READER)).rejects.toThrow('The disk is full.');
    await expect(unaudited.revoke(alice, accessToken.id)).rejects.toThrow('The disk is full.');

    expect(await service.list(alice)).toHaveLength(1);
    expect(await service.actorFromAccessToken(secret)).not.toBeNull();
  });

  it('are bounded for each account, also when many are made at once', async () => {
    await started.db.query(
      `INSERT INTO access_tokens (id, account_id, name, token_hash, pepper_id, last_four, scopes, created_at)
       SELECT gen_random_uuid(), $1, 'x', sha256(n::text::bytea), 'p', 'last', '{USAGE_READ}', now()
       FROM generate_series(1, $2::int) n`,
      [alice.accountId, ACCESS_TOKENS_PER_ACCOUNT - 1],
    );

    // Opens all connections of the pool, so that the twelve do not run one after the other on the first.
    await Promise.all(Array.from({ length: 4 }, () => started.db.query('SELECT pg_sleep(0.05)')));

    const events = await countEvents();

    const made = await Promise.allSettled(Array.from({ length: 12 }, () => service.create(alice, READER)));

    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(service.create(alice, READER)).rejects.toMatchObject({ code: 'KEY_LIMIT_REACHED' });
    expect(await countEvents()).toBe(events + 1);
    await expect(service.create(bob, READER)).resolves.toBeDefined();
  });
});
