import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { DEMO_MODELS } from '../demo/demoModels';
import { eventually } from './eventually';
import { insertAccount } from './factories';
import { FakeUpstream } from './fakeUpstream';
import { type HeldStreams, startHeldStreams } from './heldStreams';
import { type OpenTestDatabase, openTestDatabase } from './openTestDatabase';
import { type ServerProcess, startProcess } from './startProcess';
import { serverEnvironment } from './startServer';

/** Processes that are told to stop while they work. */
let database: OpenTestDatabase;
let upstream: FakeUpstream;
let held: HeldStreams;
let secret: string;
let folder: string;
let nodes: ServerProcess[] = [];

const MODEL = DEMO_MODELS[0]?.id ?? '';
const HELD = 'test/held';
const TOKENS_PER_SECOND = 12;

beforeAll(async () => {
  database = await openTestDatabase();
  upstream = await FakeUpstream.start({ tokensPerSecond: TOKENS_PER_SECOND });
  const accountId = await insertAccount(database.db);
  const services = apiKeyServices(database.db);
  const created = await services.write.create(operatorOf(accountId), { name: 'k', allModels: true });
  secret = created.secret;
  folder = mkdtempSync(path.join(tmpdir(), 'keymeter-drain-'));
  held = await startHeldStreams();
  const models = DEMO_MODELS.map(({ id }) => ({ id, upstreamModel: id }));
  const upstreams = [
    { name: 'fake', kind: 'openai', baseUrl: upstream.baseUrl, models },
    { name: 'held', kind: 'openai', baseUrl: held.baseUrl, models: [{ id: HELD, upstreamModel: HELD }] },
  ];
  writeFileSync(path.join(folder, 'keymeter.yaml'), JSON.stringify({ upstreams }));
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGKILL')));
  await database.db.query('DELETE FROM open_requests');
});
afterAll(async () => {
  await upstream.close();
  await held.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const environment = (more: Record<string, string>) => ({
  ...serverEnvironment(database.url),
  CONFIG_FILE: path.join(folder, 'keymeter.yaml'),
  DEMO: 'off',
  ROLE: 'gateway',
  ...more,
});

function chat(url: string, body: Record<string, unknown>): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({ model: MODEL, messages: [{ role: 'user', content: 'Tell me more.' }], ...body }),
    signal: AbortSignal.timeout(60_000),
  });
}

/** Asks over a connection that is kept open. */
function ask(
  agent: Agent,
  url: string,
): Promise<{ status: number; connection: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${secret}` };
    request(url, { agent, headers }, (response) => {
      let body = '';
      response.on('data', (bytes: Buffer) => {
        body += bytes;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('a node that is told to stop with 50 streams open', () => {
  it('takes nothing new, lets end what ends in time, ends the rest with an error event, settles all and exits with 0', async () => {
    const node = await startProcess(
      environment({ SHUTDOWN_TIMEOUT_SECONDS: '12', NODE_NAME: 'stopping', MAX_STREAMS_PER_KEY: '50' }),
    );
    nodes = [node];
    const long = Array.from({ length: 25 }, () => chat(node.url, { model: HELD, stream: true }));
    const short = Array.from({ length: 25 }, () =>
      chat(node.url, { model: HELD, stream: true, max_tokens: 12 }),
    );
    const [longTexts, shortTexts] = await Promise.all(
      [long, short].map(async (calls) => (await Promise.all(calls)).map((answer) => answer.text())),
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await ask(agent, `${node.url}/livez`);
    const [before] = await database.db.query('SELECT count(*)::integer AS open FROM open_requests');

    const oneMore = await chat(node.url, {});

    const exit = node.end('SIGTERM');
    // Its listener is gone; a connection that was open before is told, and closed.
    await eventually(() => expect(fetch(`${node.url}/livez`)).rejects.toThrow());
    const kept = await ask(agent, `${node.url}/v1/models`).catch(() => null);
    const refused = await chat(node.url, {}).catch(() => 'REFUSED');
    agent.destroy();
    held.endBounded();

    const shortEnds = (await Promise.all(shortTexts ?? [])).map((text) => text.endsWith('data: [DONE]\n\n'));
    const longEnds = (await Promise.all(longTexts ?? [])).map((text) =>
      /"code":"service_unavailable"\}\}\n\n$/.test(text),
    );
    expect(await exit).toBe(0);
    expect([before.open, oneMore.status]).toEqual([50, 429]);
    expect(refused).toBe('REFUSED');
    // The sweep of idle connections may have been faster than this request.
    const told = kept === null ? 'CLOSED' : [kept.status, kept.connection, JSON.parse(kept.body).error.code];
    expect(['CLOSED', [503, 'close', 'service_unavailable']]).toContainEqual(told);
    expect(shortEnds).toEqual(Array(25).fill(true));
    expect(longEnds).toEqual(Array(25).fill(true));
    const rows = await database.db.query(
      'SELECT end_reason, count(*)::integer AS calls, min(input_tokens)::integer AS least FROM usage_events GROUP BY 1 ORDER BY 1',
    );
    expect(rows).toMatchObject([
      { end_reason: 'COMPLETED', calls: 25 },
      { end_reason: 'SHUTDOWN', calls: 25 },
    ]);
    for (const { least } of rows) expect(least).toBeGreaterThan(0);
    expect(await database.db.query('SELECT id FROM open_requests')).toEqual([]);
    await eventually(() => expect(held.open()).toBe(0));
  }, 90_000);
});

/** Each of its tries goes to the next node, as a load balancer would send it. */
function clientOf(urls: readonly string[], first: number): OpenAI {
  let turn = first;
  const next = (): string => urls[turn++ % urls.length] ?? '';
  return new OpenAI({
    apiKey: secret,
    baseURL: 'http://gateway.invalid/v1',
    maxRetries: 5,
    fetch: (url, init) => fetch(String(url).replace('http://gateway.invalid', next()), init),
  });
}

describe('three nodes that are restarted one after the other under load', () => {
  it('fail no call of a client that tries again, and count each of its answers', async () => {
    const start = (i: number, port = '0') =>
      startProcess(environment({ NODE_NAME: `rolling-${i}`, PORT: port, SHUTDOWN_TIMEOUT_SECONDS: '20' }));
    const startedAt = new Date();
    nodes = await Promise.all([0, 1, 2].map((i) => start(i)));
    const urls = nodes.map(({ url }) => url);
    const clients = Array.from({ length: 8 }, (_, i) => clientOf(urls, i));
    const messages = [{ role: 'user' as const, content: 'Tell me more.' }];
    const failures: unknown[] = [];
    let answers = 0;
    let isOver = false;
    const askOnce = async (client: OpenAI, stream: boolean): Promise<void> => {
      const question = { model: MODEL, messages, max_tokens: 1 + (answers % 8) };
      if (!stream) await client.chat.completions.create(question);
      else for await (const _chunk of await client.chat.completions.create({ ...question, stream: true }));
      answers += 1;
    };
    const load = clients.map(async (client, i) => {
      while (!isOver) await askOnce(client, i % 2 === 0).catch((error: unknown) => failures.push(error));
    });

    const codes: (number | null)[] = [];
    for (const [i, node] of nodes.entries()) {
      const before = answers;
      codes.push(await node.end('SIGTERM'));
      nodes[i] = await start(i, new URL(node.url).port);
      await eventually(() => expect(answers).toBeGreaterThan(before + 10), 30_000);
    }
    isOver = true;
    await Promise.all(load);

    expect(codes).toEqual([0, 0, 0]);
    expect(failures).toEqual([]);
    const [{ completed }] = await database.db.query(
      `SELECT count(*)::integer AS completed FROM usage_events WHERE end_reason = 'COMPLETED' AND admitted_at > $1`,
      [startedAt],
    );
    expect(completed).toBeGreaterThanOrEqual(answers);
    expect(await database.db.query('SELECT id FROM open_requests')).toEqual([]);
  }, 150_000);
});
