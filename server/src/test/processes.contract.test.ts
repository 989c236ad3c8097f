import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { DEMO_MODELS } from '../demo/demoModels';
import { eventually } from './eventually';
import { insertAccount } from './factories';
import { type OpenTestDatabase, openTestDatabase } from './openTestDatabase';
import { type ServerProcess, startProcess } from './startProcess';
import { serverEnvironment } from './startServer';

/** Real processes on one database: what is promised has to hold between them, and through `kill -9`. */
let database: OpenTestDatabase;
let nodes: ServerProcess[] = [];
let accountId: string;

async function startNodes(count: number): Promise<void> {
  const environment = { ...serverEnvironment(database.url), DEMO: 'on', CONFIG_FILE: '' };
  const started = Array.from({ length: count }, (_, i) =>
    startProcess({ ...environment, NODE_NAME: `node-${i}` }),
  );
  nodes = await Promise.all(started);
}

beforeEach(async () => {
  database = await openTestDatabase();
  accountId = await insertAccount(database.db);
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGKILL')));
  await database.close();
});

const services = () => apiKeyServices(database.db);
const newKey = () => services().write.create(operatorOf(accountId), { name: 'k', allModels: true });

function chat(node: ServerProcess | undefined, secret: string, stream: boolean): Promise<Response> {
  return fetch(`${node?.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: DEMO_MODELS[0]?.id,
      messages: [{ role: 'user', content: 'Tell me more.' }],
      stream,
    }),
    signal: AbortSignal.timeout(30_000),
  });
}

describe('three nodes on one database', () => {
  it('refuse a key from the first request after its revocation, and end the calls that run on it', async () => {
    await startNodes(3);
    for (let trial = 0; trial < 5; trial += 1) {
      const { apiKey, secret } = await newKey();
      const running = await Promise.all(nodes.map((node) => chat(node, secret, true)));
      const texts = running.map((response) => response.text());

      const { receipt } = await services().revocation.revoke(operatorOf(accountId), apiKey.id);
      const answered = performance.now();

      const refused = await Promise.all([...nodes, ...nodes].map((node) => chat(node, secret, false)));
      expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
      expect(receipt.nodes.map(({ node, streamsEnded }) => [node, streamsEnded])).toEqual([
        ['node-0', 1],
        ['node-1', 1],
        ['node-2', 1],
      ]);
      for (const text of await Promise.all(texts)) {
        expect(text).toContain('invalid_api_key');
        expect(text).not.toContain('[DONE]');
      }
      expect(performance.now() - answered).toBeLessThan(5_000);
      const rows = await database.db.query('SELECT end_reason FROM usage_events WHERE api_key_id = $1', [
        apiKey.id,
      ]);
      expect(rows.map((row: { end_reason: string }) => row.end_reason)).toEqual(Array(3).fill('KEY_REVOKED'));
    }
  }, 90_000);

  it('end the calls of a paused node by its lease: it says nothing more when it wakes', async () => {
    await startNodes(2);
    const [paused, other] = nodes;
    const { apiKey, secret } = await newKey();
    const response = await chat(paused, secret, true);
    const text = response.text();

    paused?.process.kill('SIGSTOP');
    const { receipt } = await services().revocation.revoke(operatorOf(accountId), apiKey.id);
    const refused = await chat(other, secret, false);
    // The node has to sleep for longer than its lease.
    await sleep(3_500);
    paused?.process.kill('SIGCONT');

    expect(refused.status).toBe(401);
    expect(receipt.nodes).toMatchObject([
      { node: 'node-0', acknowledgedAt: null, streamsEndBy: expect.any(Date) },
      { node: 'node-1', acknowledgedAt: expect.any(Date) },
    ]);
    expect(await text).toContain('"error"');
    expect(await text).not.toContain('[DONE]');
  }, 60_000);
});

describe('a node that is killed', () => {
  it('during 100 streams has counted every answer that a client saw end, and the rest is settled by another', async () => {
    await startNodes(2);
    const [victim] = nodes;
    const { apiKey, secret } = await newKey();
    const ended = new Set<string>();
    const calls = Array.from({ length: 100 }, async (_, i) => {
      // Some start later, so that the kill finds calls of every age.
      await sleep((i % 10) * 150);
      const response = await chat(victim, secret, true);
      if ((await response.text()).includes('[DONE]')) ended.add(response.headers.get('x-request-id') ?? '');
    });

    await eventually(() => expect(ended.size).toBeGreaterThan(10), 30_000);
    await victim?.end('SIGKILL');
    await Promise.allSettled(calls);

    const settled: { id: string }[] = await database.db.query(
      'SELECT id FROM usage_events WHERE api_key_id = $1',
      [apiKey.id],
    );
    const ids = new Set(settled.map(({ id }) => id));
    expect([...ended].filter((id) => !ids.has(id))).toEqual([]);
    expect(ended.size).toBeLessThan(100);
    await eventually(async () => {
      expect(await database.db.query('SELECT id FROM open_requests')).toEqual([]);
    }, 60_000);
    const [sums] = await database.db.query(
      `SELECT (SELECT count(*) FROM usage_events)::integer AS events,
              (SELECT count(*) FROM usage_events WHERE end_reason = 'NODE_LOST')::integer AS lost,
              (SELECT sum(requests) FROM usage_slots)::integer AS slots`,
    );
    expect(sums.slots).toBe(sums.events);
    expect(sums.events - sums.lost).toBeGreaterThanOrEqual(ended.size);
  }, 120_000);

  it('in good order ends its calls with an answer, settles them and exits with 0', async () => {
    await startNodes(1);
    const { secret } = await newKey();
    const running = await Promise.all(Array.from({ length: 20 }, () => chat(nodes[0], secret, true)));
    const texts = Promise.all(running.map((response) => response.text()));

    const code = await nodes[0]?.end('SIGTERM');

    expect(code).toBe(0);
    expect((await texts).every((text) => text.includes('[DONE]') || text.includes('"error"'))).toBe(true);
    const [{ open, events }] = await database.db.query(
      'SELECT (SELECT count(*) FROM open_requests)::integer AS open, (SELECT count(*) FROM usage_events)::integer AS events',
    );
    expect([open, events]).toEqual([0, 20]);
  }, 90_000);
});

describe('a first start', () => {
  it('that finds its port taken says what to do, and the passwords that it has made all the same', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    // A server that listens on a port has such an address.
    const { port } = other.address() as AddressInfo;
    const { OPERATOR_PASSWORD: _, ...environment } = serverEnvironment(database.url);
    const first = { ...environment, HOST: '127.0.0.1', PORT: String(port), DEMO: 'on', CONFIG_FILE: '' };

    const said = await startProcess(first).then(
      () => 'it started',
      (error: unknown) => String(error),
    );
    other.close();

    expect(said).toContain(`Another program listens on 127.0.0.1:${port} already: stop it, or choose`);
    expect(said).toContain('The server ended with 1.');
    expect(said).toMatch(/First operator: +operator@example\.com {2}[\w-]{20} {2}\(shown this once\)\n/);
    expect(said).toMatch(/Try it as a member: +demo@example\.com {2}[\w-]{20} {2}\(shown this once\)\n/);
  });
});
