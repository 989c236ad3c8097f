import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchText } from './fetchText';

let server: Server;
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

// A server that listens on a port has such an address.
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;

it('reads a document', async () => {
  answer = (_request, response) => response.end('{"é": 1}');

  expect(await fetchText(url())).toBe('{"é": 1}');
});

it.each<[string, RequestListener]>([
  ['is answered with a failure', (_request, response) => response.writeHead(500).end('{}')],
  ['leads elsewhere', (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ['is endless', (_request, response) => void response.end(Buffer.alloc(2 * 1024 * 1024, 'x'))],
  [
    'breaks off',
    (_request, response) =>
      void response.writeHead(200, { 'content-length': '10' }).write('x', () => response.destroy()),
  ],
])('refuses a document that %s', async (_what, listener) => {
  answer = (request, response) => {
    if (request.url === '/elsewhere') response.end('{}');
    else listener(request, response);
  };

  await expect(fetchText(url())).rejects.toThrow();
});
