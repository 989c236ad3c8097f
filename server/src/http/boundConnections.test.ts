import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { boundConnections } from './boundConnections';

let server: Server;
const agents: Agent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function listen(openFiles: number | null): Promise<void> {
  server = createServer((_request, response) => response.end('well'));
  boundConnections(server, openFiles);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** One request on a connection of its own, which stays open: its status, or why there was none. */
function ask(): Promise<number | string | undefined> {
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
}

it('more connections than there are files for find no room, and those that only wait make some', async () => {
  await listen(128 + 40);

  const first = [];
  for (let i = 0; i < 20; i += 1) first.push(await ask());
  const turnedAway = await ask();
  const next = await ask();

  expect(first).toEqual(Array(20).fill(200));
  expect(turnedAway).toBe('ECONNRESET');
  expect(next).toBe(200);
});

it('a process that may have very few files still takes some, and one that knows no bound has none', async () => {
  await listen(64);
  expect(server.maxConnections).toBe(16);
  await new Promise((resolve) => server.close(resolve));

  await listen(null);
  expect(server.maxConnections).toBeUndefined();
});

it('the limit of this process is read where the system tells it', async () => {
  server = createServer();
  boundConnections(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  expect(server.maxConnections ?? 16).toBeGreaterThanOrEqual(16);
});
