import { NodeRepository } from '../nodes/node.repository';
import { RevocationReceipts } from '../nodes/revocationReceipts';
import { newUuid } from '../platform/uuid';
import { insertAccount } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { RevokeResult } from './apiKeyRevocation.service';
import { apiKeyServices, operatorOf } from './testing/apiKeyServices';

let database: OpenTestDatabase;
let accountId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  accountId = await insertAccount(database.db);
});

const services = () => apiKeyServices(database.db);
const newKey = async (account = accountId): Promise<string> =>
  (await services().write.create(operatorOf(account), { name: 'prod-web', allModels: true })).apiKey.id;
const newKeys = (count: number) => Promise.all(Array.from({ length: count }, () => newKey()));
const revokeMany = (ids: readonly string[]) => services().revocation.revokeMany(operatorOf(accountId), ids);
/** In short: the id, and what became of the key. */
const outcomeOf = (result: RevokeResult) => [
  result.id,
  'errorCode' in result ? result.errorCode : result.apiKey.status,
];
const revokedAtOf = (result: RevokeResult) => ('errorCode' in result ? null : result.apiKey.revokedAt);
const statusOf = async (id: string) => (await services().keys.find(operatorOf(accountId), id))?.status;
const countRevocations = async (): Promise<number> =>
  (
    await database.db.query(
      `SELECT count(*)::integer AS n FROM audit_events WHERE account_id = $1 AND action = 'api_key.revoked'`,
      [accountId],
    )
  )[0].n;

describe('revoking many keys', () => {
  it('stops each of them, with a receipt each, in the order of the ids', async () => {
    const ids = (await newKeys(23)).toReversed();

    const results = await revokeMany(ids);

    expect(results.map(outcomeOf)).toEqual(ids.map((id) => [id, 'REVOKED']));
    expect(results).toEqual(
      results.map((result) => ({ ...result, receipt: { revokedAt: revokedAtOf(result), nodes: [] } })),
    );
    expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => 'REVOKED'));
    expect(await countRevocations()).toBe(23);
  });

  it("refuses another account's key in its own place, like one that never was, and stops the others", async () => {
    const [first = '', last = ''] = await newKeys(2);
    const stranger = await insertAccount(database.db);
    const foreign = await newKey(stranger);
    const unknown = newUuid();

    const results = await revokeMany([first, foreign, unknown, 'not-an-id', last]);

    expect(results.map(outcomeOf)).toEqual([
      [first, 'REVOKED'],
      [foreign, 'NOT_FOUND'],
      [unknown, 'NOT_FOUND'],
      ['not-an-id', 'NOT_FOUND'],
      [last, 'REVOKED'],
    ]);
    const [, theirs, nobodys] = results;
    expect({ ...theirs, id: '' }).toEqual({ ...nobodys, id: '' });
    expect(await services().keys.find(operatorOf(stranger), foreign)).toMatchObject({ status: 'ACTIVE' });
  });

  it('takes the same id twice, and one that was revoked before, and keeps the first time', async () => {
    const [twice = '', before = ''] = await newKeys(2);
    const earlier = await services().revocation.revoke(operatorOf(accountId), before);

    const [first, second, third] = await revokeMany([twice, twice, before]);

    expect(first).toMatchObject({ id: twice, apiKey: { status: 'REVOKED' } });
    expect(second).toEqual(first);
    expect(third).toMatchObject({ id: before, receipt: { revokedAt: earlier.apiKey.revokedAt } });
    expect(await countRevocations()).toBe(2);
  });

  it.each([0, 101])('refuses %d ids, and then stops none', async (count) => {
    const id = await newKey();
    const ids = [id, ...Array.from({ length: 100 }, newUuid)].slice(0, count);

    const revoked = revokeMany(ids);

    await expect(revoked).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'ids' } });
    expect(await statusOf(id)).toBe('ACTIVE');
  });

  it('stops all of them before it waits, once, for what the nodes say of them', async () => {
    const ids = await newKeys(11);
    const whenAsked: unknown[][] = [];
    const collect = jest.spyOn(RevocationReceipts.prototype, 'collect').mockImplementation(async (keys) => {
      whenAsked.push(await Promise.all(ids.map(statusOf)));
      return keys.map(({ revokedAt }) => ({ revokedAt, nodes: [] }));
    });

    await revokeMany(ids).finally(() => collect.mockRestore());

    expect(whenAsked).toEqual([ids.map(() => 'REVOKED')]);
  });

  it('waits for a silent node once for all of them, and each receipt names it once', async () => {
    const [twice = '', once = ''] = await newKeys(2);
    const silent = newUuid();
    await database.db.query('INSERT INTO nodes (id, name) VALUES ($1, $2)', [silent, 'silent']);
    const listObedience = jest.spyOn(NodeRepository.prototype, 'listObedience');

    const results = await revokeMany([twice, once, twice]);
    const asked = listObedience.mock.calls.map(([ids]) => [...ids].sort());
    listObedience.mockRestore();
    await database.db.query('DELETE FROM nodes WHERE id = $1', [silent]);

    expect(results).toMatchObject(
      results.map(() => ({ receipt: { nodes: [{ node: 'silent', acknowledgedAt: null }] } })),
    );
    expect(results.map((result) => ('errorCode' in result ? 0 : result.receipt.nodes.length))).toEqual([
      1, 1, 1,
    ]);
    expect(asked.filter((ids) => ids.join() !== [once, twice].sort().join())).toEqual([]);
  });
});
