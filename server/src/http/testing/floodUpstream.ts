import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** An upstream that writes as much as it is let, without end. */
export interface FloodUpstream {
  readonly url: string;
  /** Answers that are open, and what was written to all of them, in bytes. */
  state(): Promise<{ readonly open: number; readonly sentBytes: number }>;
  close(): Promise<void>;
}

/** Starts it in a thread of its own: what it holds is not what the gateway holds. */
export async function startFloodUpstream(): Promise<FloodUpstream> {
  const worker = new Worker(SCRIPT, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}/v1`,
    state: async () => {
      const answer = once(worker, 'message');
      worker.postMessage('state');
      return (await answer)[0] as { open: number; sentBytes: number };
    },
    close: async () => void (await worker.terminate()),
  };
}

const SCRIPT = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const content = 'x'.repeat(16384);
  const event = 'data: ' + JSON.stringify({ choices: [{ index: 0, delta: { content } }] }) + '\\n\\n';
  const open = new Set();
  let sentBytes = 0;
  const server = createServer((request, response) => {
    request.resume();
    open.add(response);
    response.on('close', () => open.delete(response));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const pump = () => {
      do sentBytes += event.length;
      while (!response.destroyed && response.write(event));
    };
    response.on('drain', pump);
    pump();
  });
  parentPort.on('message', () => parentPort.postMessage({ open: open.size, sentBytes }));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;
