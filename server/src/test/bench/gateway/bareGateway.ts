import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, Pool } from 'undici';

/** What a gateway cannot be quicker than: node:http in front, undici's dispatch behind, and nothing between. */

const { upstreamPort } = JSON.parse(process.argv[2] ?? '{}') as { upstreamPort: number };
const pool = new Pool(`http://127.0.0.1:${upstreamPort}`, {
  connections: 1_024,
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
});

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (bytes: Buffer) => parts.push(bytes));
  request.on('end', () => {
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {},
      onResponseStart: (_controller, status, headers) => {
        const length = headers['content-length'];
        response.writeHead(status, {
          'content-type': String(headers['content-type']),
          ...(length ? { 'content-length': String(length) } : {}),
        });
      },
      onResponseData: (_controller, bytes) => void response.write(bytes),
      onResponseEnd: () => void response.end(),
      onResponseError: () => void response.destroy(),
    };
    pool.dispatch(
      {
        method: 'POST',
        path: request.url ?? '/',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(parts),
      },
      handler,
    );
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
