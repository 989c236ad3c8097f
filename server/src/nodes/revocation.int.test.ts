import { KEY_REVOKED_CHANNEL } from '../apiKeys/apiKey.repository';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { newUuid } from '../platform/uuid';
import { eventually } from '../test/eventually';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { KeyWatch, LEASE_MS, type StoppableStreams } from './keyWatch';
import { NodeRepository } from './node.repository';
import { NotificationListener } from './notificationListener';

let database: OpenTestDatabase;
let running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await insertModel(database.db, 'acme/small');
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(running.map((part) => part.stop()));
  running = [];
  await database.db.query('DELETE FROM nodes');
});

/** Calls of a node, as many for each key as given. */
class FakeStreams implements StoppableStreams {
  readonly ended: string[] = [];
  endedUnconfirmed = 0;

  constructor(private readonly open: Map<string, number>) {}

  keyIds(): string[] {
    return [...this.open.keys()];
  }

  async endKey(apiKeyId: string): Promise<number> {
    const count = this.open.get(apiKeyId) ?? 0;
    this.open.delete(apiKeyId);
    this.ended.push(apiKeyId);
    return count;
  }

  endUnconfirmed(): void {
    this.endedUnconfirmed += 1;
  }
}

async function startNode(
  name: string,
  open: Record<string, number> = {},
  { listens = true, monotonicMs = () => performance.now() } = {},
) {
  const streams = new FakeStreams(new Map(Object.entries(open)));
  const watch = new KeyWatch({ id: newUuid(), name }, new NodeRepository(database.db.manager), streams, {
    onError: () => {},
    monotonicMs,
  });
  if (listens) {
    const listener = new NotificationListener({
      databaseUrl: database.url,
      channel: KEY_REVOKED_CHANNEL,
      onMessage: (id) => void watch.obey(id).catch(() => {}),
      onError: () => {},
    });
    await listener.start();
    running.push(listener);
  }
  await watch.start();
  running.push(watch);
  return { streams, watch };
}

async function newKey() {
  const accountId = await insertAccount(database.db);
  const { write, revocation } = apiKeyServices(database.db);
  const { apiKey } = await write.create(operatorOf(accountId), { name: 'k', modelIds: ['acme/small'] });
  return { id: apiKey.id, revoke: () => revocation.revoke(operatorOf(accountId), apiKey.id) };
}

describe('a revocation', () => {
  it('ends the calls of the key on every node, and the receipt says so', async () => {
    const key = await newKey();
    const other = newUuid();
    const [one, two] = [
      await startNode('one', { [key.id]: 2, [other]: 1 }),
      await startNode('two', { [key.id]: 1 }),
    ];
    await startNode('three');

    const { receipt } = await key.revoke();

    expect(receipt.nodes).toMatchObject([
      { node: 'one', acknowledgedAt: expect.any(Date), streamsEndBy: null, streamsEnded: 2 },
      { node: 'three', acknowledgedAt: expect.any(Date), streamsEndBy: null, streamsEnded: 0 },
      { node: 'two', acknowledgedAt: expect.any(Date), streamsEndBy: null, streamsEnded: 1 },
    ]);
    expect(one.streams.keyIds()).toEqual([other]);
    expect(two.streams.keyIds()).toEqual([]);
  });

  it('reaches a node that hears nothing, by its own asking', async () => {
    const key = await newKey();
    const { streams } = await startNode('deaf', { [key.id]: 1 }, { listens: false });

    const { receipt } = await key.revoke();

    expect(receipt.nodes).toMatchObject([{ node: 'deaf', streamsEnded: 1 }]);
    expect(streams.ended).toEqual([key.id]);
  });

  it('lists a node that does not answer, with the time at which its calls end by themselves', async () => {
    const key = await newKey();
    const repository = new NodeRepository(database.db.manager);
    await repository.beat({ id: newUuid(), name: 'silent' }, []);
    const before = Date.now();

    const { receipt } = await key.revoke();

    expect(receipt.nodes).toMatchObject([{ node: 'silent', acknowledgedAt: null, streamsEnded: null }]);
    const endBy = receipt.nodes[0]?.streamsEndBy?.getTime() ?? 0;
    expect(endBy - before).toBeLessThanOrEqual(LEASE_MS + 1_000);
    expect(endBy - before).toBeGreaterThan(0);
  });

  it('does not wait for a node that stopped in good order', async () => {
    const key = await newKey();
    const { watch } = await startNode('stopped');
    await watch.stop();
    running.pop();

    const { receipt } = await key.revoke();

    expect(receipt.nodes).toEqual([]);
  });

  it('still reaches a node whose listening connection was cut', async () => {
    const key = await newKey();
    await startNode('cut', { [key.id]: 1 });
    await database.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'keymeter listener' AND datname = current_database()`,
    );

    const { receipt } = await key.revoke();

    expect(receipt.nodes).toMatchObject([{ node: 'cut', streamsEnded: 1 }]);
  });
});

describe('the lease of a node', () => {
  it('runs out when the database was not asked for 3 seconds, and ends every call then', async () => {
    let now = 0;
    const { streams, watch } = await startNode('late', {}, { monotonicMs: () => now });

    now = LEASE_MS - 1;
    const before = watch.isValid();
    // Stopped for longer than a lease, as by SIGSTOP: the first thing asked is whether it still holds.
    now = LEASE_MS * 10;

    expect([before, watch.isValid()]).toEqual([true, false]);
    await eventually(() => expect(streams.endedUnconfirmed).toBeGreaterThan(0));
  });
});
