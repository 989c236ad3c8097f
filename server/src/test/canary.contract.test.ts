import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { Client as ApiClient } from './client';
import { insertAccount } from './factories';
import { type OpenTestDatabase, openTestDatabase } from './openTestDatabase';
import { makeTestToken } from './proof/makeTestToken';
import { type ServerProcess, startProcess } from './startProcess';
import { PUBLIC_URL, serverEnvironment } from './startServer';

/**
 * Secrets, prompts and answers that are driven through every path, and then looked for in everything that the server
 * leaves behind: its output at the most talkative level, and every row of the database.
 */
let database: OpenTestDatabase;
let node: ServerProcess;
let output = '';
let indiscreet: Server;
let folder: string;

const PROMPT = 'canary-prompt-4b1d';
const PASSWORD = 'canary-password-9c2e';
const UPSTREAM_KEY = 'sk-canary-upstream-77aa';
/** Each with a body of its own. */
const OTHER_ROUTES: readonly (readonly [string, object])[] = [
  ['/completions', { prompt: PROMPT }],
  ['/embeddings', { input: PROMPT }],
  ['/responses', { input: PROMPT }],
  ['/messages', { max_tokens: 5, messages: [{ role: 'user', content: PROMPT }] }],
  ['/rerank', { query: PROMPT, documents: [PROMPT] }],
];
/** What an upstream of Anthropic's kind can be asked. */
const ANTHROPIC_ROUTES = ['/messages', '/messages/count_tokens', '/chat/completions'] as const;
const KINDS = ['openai', 'anthropic'] as const;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'keymeter-canary-'));
  const file = path.join(folder, 'keymeter.yaml');
  indiscreet = createServer(answerIndiscreetly);
  await new Promise<void>((resolve) => indiscreet.listen(0, '127.0.0.1', resolve));
  const { port } = indiscreet.address() as AddressInfo;
  const upstreams = KINDS.flatMap((kind) => INDISCREET.map((manner) => upstreamOf(kind, manner, port)));
  writeFileSync(file, JSON.stringify({ upstreams }));
  node = await startProcess({
    ...serverEnvironment(database.url),
    DEMO: 'on',
    CONFIG_FILE: file,
    LOG_LEVEL: 'trace',
    OPENAI_API_KEY: UPSTREAM_KEY,
    OPERATOR_PASSWORD: PASSWORD,
  });
  node.process.stdout?.on('data', (text: Buffer) => {
    output += text;
  });
  node.process.stderr?.on('data', (text: Buffer) => {
    output += text;
  });
}, 90_000);
afterAll(async () => {
  await node.end('SIGKILL');
  indiscreet.closeAllConnections();
  await new Promise((resolve) => indiscreet.close(resolve));
  await database.close();
  rmSync(folder, { recursive: true });
});

/** Ways in which an upstream repeats what it was asked, and the key it was asked with, where it should not. */
const INDISCREET = [
  '400',
  '401',
  '429',
  '500',
  'html',
  'error-event',
  'bad-chunk',
  'broken-head',
  'reset',
] as const;

function upstreamOf(kind: (typeof KINDS)[number], manner: string, port: number): object {
  const provider = kind === 'openai' ? 'indiscreet' : 'outspoken';
  const models = [{ id: `${provider}/${manner}`, upstreamModel: PROMPT }];
  return {
    name: `${kind}-${manner}`,
    kind,
    baseUrl: `http://127.0.0.1:${port}/${manner}`,
    apiKey: UPSTREAM_KEY,
    models,
  };
}

function answerIndiscreetly(request: IncomingMessage, response: ServerResponse): void {
  const manner = request.url?.split('/')[1] ?? '';
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const heard = `${Buffer.concat(pieces)} ${request.headers.authorization} ${request.headers['x-api-key']}`;
    const error = JSON.stringify({ error: { message: heard, type: heard, param: heard, code: 'x' } });
    const events = { 'content-type': 'text/event-stream' };
    if (manner === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end(heard);
    else if (manner === 'error-event')
      response.writeHead(200, events).end(`event: error\ndata: ${error}\n\n`);
    else if (manner === 'bad-chunk') response.writeHead(200, events).end(`data: {"choices":[${heard}\n\n`);
    else if (manner === 'broken-head') response.socket?.end(`HTTP/1.1 200 OK\r\n${heard}\0\r\n\r\n`);
    else if (manner === 'reset') response.socket?.resetAndDestroy();
    else response.writeHead(Number(manner), { 'content-type': 'application/json' }).end(error);
  });
}

function post(
  route: string,
  secret: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<string> {
  return fetch(`${node.url}/v1${route}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  }).then((response) => response.text());
}

function chat(secret: string, body: object, headers: Record<string, string> = {}): Promise<string> {
  const messages = [{ role: 'user', content: PROMPT }];
  return post('/chat/completions', secret, { model: 'demo/quick', messages, ...body }, headers);
}

/** What cannot be read as HTTP, with everything in it that should stay between client and upstream. */
async function sendMalformed(secret: string): Promise<void> {
  const port = Number(new URL(node.url).port);
  const request = `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nX: ${PROMPT}\0\r\n\r\n${PROMPT}`;
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.once('close', () => resolve());
    socket.once('error', reject);
    socket.resume();
  });
}

/** A text as it would show through the usual encodings. */
const forms = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
];

async function everyRow(): Promise<string> {
  const tables = await database.db.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const texts = await Promise.all(
    tables.map(({ tablename }: { tablename: string }) =>
      database.db.query(`SELECT string_agg(t::text, ' ') AS rows FROM "${tablename}" t`),
    ),
  );
  return texts.map(([row]) => row.rows ?? '').join('\n');
}

it('nothing secret and nothing that was asked or answered is logged or kept', async () => {
  const accountId = await insertAccount(database.db);
  const { write, rotation } = apiKeyServices(database.db);
  const { apiKey, secret } = await write.create(operatorOf(accountId), { name: 'canary', allModels: true });
  const { secret: rotated } = await rotation.rotate(operatorOf(accountId), { id: apiKey.id });
  const token = await makeTestToken(database.db, accountId);
  const person = new ApiClient(node.url, PUBLIC_URL);
  await person.signIn('operator@example.com', PASSWORD);
  await person.signIn('operator@example.com', `${PASSWORD}-wrong`);
  const api = person.withToken(token.secret);

  const answer: { choices: { message: { content: string } }[] } = JSON.parse(
    await chat(secret, { max_tokens: 8 }),
  );
  await chat(rotated, { stream: true, max_tokens: 4 });
  for (const manner of INDISCREET) {
    await chat(secret, { model: `indiscreet/${manner}`, stream: true });
    await chat(secret, { model: `indiscreet/${manner}` });
    for (const [route, body] of OTHER_ROUTES) {
      await post(route, secret, { model: `indiscreet/${manner}`, stream: true, ...body });
      await post(route, secret, { model: `indiscreet/${manner}`, ...body });
    }
    for (const route of ANTHROPIC_ROUTES) {
      const messages = [{ role: 'user', content: PROMPT }];
      for (const stream of [true, false]) {
        await post(route, secret, { model: `outspoken/${manner}`, max_tokens: 5, messages, stream });
      }
    }
  }
  for (const [route, body] of OTHER_ROUTES) {
    await post(route, secret, { model: 'demo/quick', ...body });
    await post(route, secret, { model: PROMPT, ...body, [PROMPT]: PROMPT });
  }
  await chat(secret, { max_tokens: 2 }, { 'x-keymeter-debug': '1' });
  await chat(secret, {}, { 'content-encoding': 'gzip' });
  await sendMalformed(secret);
  await chat(secret, { model: PROMPT });
  await chat(secret, { messages: PROMPT });
  await chat(`${secret}x`, {});
  await chat(secret, {}, { 'x-api-key': rotated });
  await chat(token.secret, {});
  await api.graphql('{ viewer { account { name } } }');
  await api.graphql(`{ apiKey(id: "${secret}") { name } }`);
  await api.graphql('query ($name: String!) { nonsense(name: $name) }', { name: secret });
  await new ApiClient(node.url, PUBLIC_URL).withToken(secret).graphql('{ viewer { account { name } } }');
  await fetch(`${node.url}/v1/models?api_key=${secret}`, { signal: AbortSignal.timeout(5_000) });
  await node.end('SIGTERM');

  const said = answer.choices[0]?.message.content ?? '';
  expect(said.length).toBeGreaterThan(10);
  const cookie = person.cookies.split('=')[1]?.split('.')[0] ?? '';
  expect(cookie.length).toBeGreaterThan(10);
  const left = { output, rows: await everyRow() };
  const secrets = { secret, rotated, token: token.secret, PASSWORD, UPSTREAM_KEY, PROMPT, said };
  const found = Object.entries(secrets).flatMap(([name, text]) =>
    Object.entries(left).flatMap(([place, content]) =>
      forms(text).some((form) => content.includes(form)) ? [`${name} in ${place}`] : [],
    ),
  );
  expect(output.length).toBeGreaterThan(100);
  expect(left.rows).toContain(apiKey.id);
  expect(found).toEqual([]);
  expect(output).not.toContain(cookie);
}, 60_000);
