import { AuditEventRepository } from '../audit/auditEvent.repository';
import type { AuditTrail } from '../audit/auditTrail';
import { createInTransaction } from '../db/inTransaction';
import { explain } from '../test/explain';
import { insertAccount } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { ApiKeyExpiryRepository } from './apiKeyExpiry.repository';
import { ApiKeyExpiryService } from './apiKeyExpiry.service';
import { apiKeyServices, operatorOf } from './testing/apiKeyServices';

let database: OpenTestDatabase;
let accountId: string;

beforeEach(async () => {
  database = await openTestDatabase();
  accountId = await insertAccount(database.db);
});
afterEach(() => database.close());

const node = (audit?: AuditTrail) =>
  new ApiKeyExpiryService(
    createInTransaction(database.db, (transaction) => ({
      expiry: new ApiKeyExpiryRepository(transaction),
      audit: audit ?? new AuditEventRepository(transaction),
    })),
  );
/** The key that a member made, as it stands some time before its expiry. */
async function keyExpiringIn(interval: string): Promise<string> {
  const key = { name: 'prod-web', allModels: true };
  const { apiKey } = await apiKeyServices(database.db).write.create(operatorOf(accountId), key);
  await expireIn(apiKey.id, interval);
  return apiKey.id;
}
const expireIn = (id: string, interval: string): Promise<unknown> =>
  database.db.query('UPDATE api_keys SET expires_at = now() + $2::interval WHERE id = $1', [id, interval]);
/** Keys made by hand, without limit. */
const insertKeys = (count: number, expiresAt: string): Promise<unknown> =>
  database.db.query(
    `INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, created_at, updated_at, version,
       expires_at)
     SELECT gen_random_uuid(), $1, 'key ' || n, 'abcd', true, '{}', now(), now(), 1, ${expiresAt}
     FROM generate_series(1, $2::integer) n`,
    [accountId, count],
  );
/** What the audit log says of a key's expiry, oldest first. */
async function noticesOf(id: string): Promise<unknown[]> {
  const events = await database.db.query<{ action: string; detail: { after: { daysLeft?: number } } }[]>(
    `SELECT action, detail FROM audit_events WHERE subject_id = $1 AND action LIKE 'api_key.expire%' ORDER BY at, id`,
    [id],
  );
  return events.map(({ action, detail }) => [action, detail.after.daysLeft]);
}
const countNotices = async (): Promise<number> =>
  (await database.db.query(`SELECT count(*)::integer AS n FROM audit_events WHERE actor_kind = 'system'`))[0]
    .n;

const IN_A_WEEK = ['api_key.expires_soon', 7];
const IN_A_DAY = ['api_key.expires_soon', 1];
const EXPIRED = ['api_key.expired', undefined];

describe('the audit log tells of a key that expires', () => {
  it('a week before, a day before and when it has expired, once each', async () => {
    const id = await keyExpiringIn('7 days 1 minute');
    const timesAndNotices: [string, unknown[]][] = [
      ['7 days 1 minute', []],
      ['6 days 23 hours 59 minutes', [IN_A_WEEK]],
      ['1 day 1 minute', [IN_A_WEEK]],
      ['23 hours 59 minutes', [IN_A_WEEK, IN_A_DAY]],
      ['1 minute', [IN_A_WEEK, IN_A_DAY]],
      ['-1 second', [IN_A_WEEK, IN_A_DAY, EXPIRED]],
      ['-20 days', [IN_A_WEEK, IN_A_DAY, EXPIRED]],
    ];

    for (const [interval, notices] of timesAndNotices) {
      // Time passes: the key and the notices of it are that much closer.
      await database.db.query(
        `WITH later AS (
           UPDATE api_keys SET expires_at = now() + $2::interval WHERE id = $1 RETURNING id, expires_at)
         UPDATE api_key_expiry_notices told SET expires_at = later.expires_at FROM later WHERE api_key_id = later.id`,
        [id, interval],
      );
      await node().giveNotice();
      await node().giveNotice();
      expect([interval, await noticesOf(id)]).toEqual([interval, notices]);
    }
  });

  it('by itself, in the name of no person, with the exact time and no secret', async () => {
    const { apiKey, secret } = await apiKeyServices(database.db).write.create(operatorOf(accountId), {
      name: 'prod-web',
      allModels: true,
    });
    const expiresAt = new Date(Date.now() + 3_600_000);
    await database.db.query('UPDATE api_keys SET expires_at = $2 WHERE id = $1', [apiKey.id, expiresAt]);

    await node().giveNotice();

    const [event] = await database.db.query(
      `SELECT account_id, actor_kind, actor_id, actor_name, address, subject_id, subject_name, detail
       FROM audit_events WHERE action = 'api_key.expires_soon'`,
    );
    expect(event).toEqual({
      account_id: accountId,
      actor_kind: 'system',
      actor_id: null,
      actor_name: 'Keymeter',
      address: null,
      subject_id: apiKey.id,
      subject_name: 'prod-web',
      detail: { after: { expiresAt: expiresAt.toISOString(), daysLeft: 1 } },
    });
    expect(JSON.stringify(event)).not.toContain(secret.slice(7, 50));
  });

  it('only of the last of several notices that were missed', async () => {
    const [soon, over] = [await keyExpiringIn('12 hours'), await keyExpiringIn('-12 hours')];

    await node().giveNotice();

    expect([await noticesOf(soon), await noticesOf(over)]).toEqual([[IN_A_DAY], [EXPIRED]]);
  });

  it('anew when the expiry was changed', async () => {
    const id = await keyExpiringIn('-1 second');
    await node().giveNotice();

    await expireIn(id, '1 year');
    await node().giveNotice();
    await expireIn(id, '3 days');
    await node().giveNotice();
    await node().giveNotice();

    expect(await noticesOf(id)).toEqual([EXPIRED, IN_A_WEEK]);
  });

  it('unless it was revoked, is disabled as leaked, never expires or expired a month before anyone looked', async () => {
    const ids = [await keyExpiringIn('1 hour'), await keyExpiringIn('1 hour'), await keyExpiringIn('1 hour')];
    const [revoked, leaked, endless] = ids;
    await apiKeyServices(database.db).revocation.revoke(operatorOf(accountId), revoked ?? '');
    await database.db.query('UPDATE api_keys SET leaked_at = now() WHERE id = $1', [leaked]);
    await database.db.query('UPDATE api_keys SET expires_at = NULL WHERE id = $1', [endless]);
    await keyExpiringIn('-31 days');

    expect(await node().giveNotice()).toBe(0);
    expect(await countNotices()).toBe(0);
  });

  it('once, however many nodes look at the same time', async () => {
    await insertKeys(250, `now() + interval '3 days'`);
    // Opens all connections, so that the nodes do not run one after the other on the first.
    await Promise.all(Array.from({ length: 5 }, () => database.db.query('SELECT pg_sleep(0.05)')));

    await Promise.all(Array.from({ length: 5 }, () => node().giveNotice()));
    // Those that one node held while the others had reached the end of the list.
    await node().giveNotice();

    const [found] = await database.db.query(
      `SELECT count(*)::integer AS events, count(DISTINCT subject_id)::integer AS keys FROM audit_events
       WHERE action = 'api_key.expires_soon'`,
    );
    expect(found).toEqual({ events: 250, keys: 250 });
  });

  it('of a thousand keys at a time, the earliest expiry first, and of the rest later', async () => {
    await insertKeys(1_100, `now() + make_interval(mins => n)`);

    expect(await node().giveNotice()).toBe(1_000);
    const [first] = await database.db.query(
      `SELECT max(substr(subject_name, 5)::integer) AS last FROM audit_events WHERE actor_kind = 'system'`,
    );
    expect(first).toEqual({ last: 1_000 });
    expect(await node().giveNotice()).toBe(100);
    expect(await node().giveNotice()).toBe(0);
  });

  it('later, when it cannot be written now', async () => {
    const id = await keyExpiringIn('1 hour');
    const full = { record: () => Promise.reject(new Error('The disk is full.')) };

    await expect(node(full).giveNotice()).rejects.toThrow('The disk is full.');
    expect(await noticesOf(id)).toEqual([]);
    await node().giveNotice();

    expect(await noticesOf(id)).toEqual([IN_A_DAY]);
  });

  it('found by an index, not by reading every key', async () => {
    await insertKeys(20_000, 'NULL');
    await insertKeys(50, `now() + interval '3 days'`);
    await database.db.query('ANALYZE api_keys');

    const steps = await explain(database.db, () =>
      new ApiKeyExpiryRepository(database.db.manager).takeDue(100),
    );

    const reads = steps.filter(({ table }) => table === 'api_keys').map(({ rowsRead }) => rowsRead);
    expect(reads.length).toBeGreaterThan(0);
    expect(Math.max(...reads)).toBeLessThanOrEqual(50);
    expect(steps.map(({ index }) => index)).toContain('ix_api_keys_expires');
  });
});
