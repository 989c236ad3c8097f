import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { newUuid } from '../platform/uuid';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { AuditService } from './audit.service';
import { AuditEventRepository } from './auditEvent.repository';
import type { ListAuditEvents } from './auditQuestion';

let database: OpenTestDatabase;
let service: AuditService;
let accountId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  service = new AuditService(new AuditEventRepository(database.db.manager));
  await insertModel(database.db, 'acme/small');
  await insertModel(database.db, 'acme/large');
});
afterAll(() => database.close());
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

const list = (wanted: ListAuditEvents = {}) => service.list(operatorOf(accountId), wanted);
const services = () => apiKeyServices(database.db);
const create = () =>
  services().write.create(operatorOf(accountId), { name: 'prod-web', modelIds: ['acme/small'] });

describe('the audit log', () => {
  it('tells who changed what, before and after, newest first, and no secret', async () => {
    const { apiKey, secret } = await create();
    const actor = { ...operatorOf(accountId), address: '203.0.113.7' };
    await services().write.update(actor, { id: apiKey.id, name: 'renamed', modelIds: ['acme/large'] });
    await services().revocation.revoke(actor, apiKey.id);
    await services().revocation.revoke(actor, apiKey.id);

    const { events } = await list();

    expect(events.map(({ action }) => action)).toEqual([
      'api_key.revoked',
      'api_key.updated',
      'api_key.created',
    ]);
    expect(events[1]).toMatchObject({
      actorKind: 'operator',
      actorName: 'command line',
      address: '203.0.113.7',
      subjectId: apiKey.id,
      subjectName: 'prod-web',
      detail: {
        before: { name: 'prod-web', models: ['acme/small'] },
        after: { name: 'renamed', models: ['acme/large'] },
      },
    });
    expect(JSON.stringify(events)).not.toContain(secret.slice(7, 50));
  });

  it('holds nothing of a change that did not happen', async () => {
    const { apiKey } = await create();
    await expect(
      services().write.update(operatorOf(accountId), { id: apiKey.id, version: 9, name: 'x' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });

    expect((await list()).events.map(({ action }) => action)).toEqual(['api_key.created']);
  });

  it('can be neither changed nor cut, by the database itself', async () => {
    await create();

    for (const sql of [
      `UPDATE audit_events SET action = 'x'`,
      'DELETE FROM audit_events',
      'TRUNCATE audit_events',
    ]) {
      await expect(database.db.query(sql)).rejects.toThrow('append-only');
    }
  });

  it('is read by page, by subject and by action, of this account alone', async () => {
    const first = (await create()).apiKey;
    const second = (await create()).apiKey;
    await services().revocation.revoke(operatorOf(accountId), first.id);
    const mine = accountId;
    accountId = await insertAccount(database.db);
    await create();
    accountId = mine;

    const page = await list({ first: 2 });
    const rest = await list({ first: 2, after: page.endCursor });

    expect([page.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    expect([...page.events, ...rest.events].map(({ subjectId, action }) => [subjectId, action])).toEqual([
      [first.id, 'api_key.revoked'],
      [second.id, 'api_key.created'],
      [first.id, 'api_key.created'],
    ]);
    expect((await list({ filter: { subject: second.id } })).events).toHaveLength(1);
    expect((await list({ filter: { action: 'api_key.created' } })).events).toHaveLength(2);
    expect((await list({ filter: { subject: newUuid() } })).events).toEqual([]);
  });

  it.each([
    ['first', { first: 101 }],
    ['after', { after: 'nonsense' }],
    ['filter.subject', { filter: { subject: 'prod-web' } }],
    ['filter.action', { filter: { action: 'api_key.painted' } }],
  ])('refuses a bad %s', async (field, wanted) => {
    await expect(list(wanted)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
  });
});
