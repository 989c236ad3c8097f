import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An upstream whose streams begin at once and go on until the test ends them. */
export interface HeldStreams {
  readonly baseUrl: string;
  /** Streams that are neither ended nor given up. */
  open(): number;
  /** Ends those of requests that set `max_tokens`, in good order. */
  endBounded(): void;
  close(): Promise<void>;
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
const chunk = (delta: object, finish: string | null): string =>
  event({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] });
const USAGE = { prompt_tokens: 5, completion_tokens: 1, total_tokens: 6 };
const ENDING = `${chunk({}, 'stop')}${event({ choices: [], usage: USAGE })}data: [DONE]\n\n`;

export async function startHeldStreams(): Promise<HeldStreams> {
  const streams = new Map<ServerResponse, { readonly isBounded: boolean }>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => {
      body += bytes;
    });
    request.on('end', () => {
      streams.set(response, { isBounded: body.includes('"max_tokens"') });
      response.on('close', () => streams.delete(response));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk({ role: 'assistant', content: 'Well' }, null));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    open: () => streams.size,
    endBounded: () => {
      for (const [response, { isBounded }] of streams) if (isBounded) response.end(ENDING);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
