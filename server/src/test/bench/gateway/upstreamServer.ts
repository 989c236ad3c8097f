import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The upstream of the benchmark: a completion of 753 bytes, or 51 chunks and their usage, as fast or as slowly as asked. */

const CHUNKS = 51;
const USAGE = { prompt_tokens: 24, completion_tokens: 50, total_tokens: 74 };
const HEAD = { id: 'chatcmpl-benchmark', created: 1_700_000_000, model: 'bench' };
const COMPLETION = Buffer.from(
  JSON.stringify({
    ...HEAD,
    object: 'chat.completion',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'word '.repeat(94).trim() }, finish_reason: 'stop' },
    ],
    usage: USAGE,
  }),
);

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
const chunk = (content: string): string =>
  event({
    ...HEAD,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
    usage: null,
  });
const LAST = `${event({ ...HEAD, object: 'chat.completion.chunk', choices: [], usage: USAGE })}data: [DONE]\n\n`;
const UNPACED = Array.from({ length: CHUNKS }, (_, i) =>
  Buffer.from(chunk(`word ${i} of the answer, and a few more letters`)),
);

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (bytes: Buffer) => parts.push(bytes));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString('utf8');
    if (!body.includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': COMPLETION.length });
      response.end(COMPLETION);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (body.includes('idle')) {
      response.write(chunk('one word, and then nothing'));
    } else if (body.includes('paced')) {
      writePaced(response);
    } else {
      writeUnpaced(response, 0);
    }
  });
});

/** A chunk a turn of the event loop: written all at once, they would go out and through every gateway as one. */
function writeUnpaced(response: ServerResponse, index: number): void {
  const bytes = UNPACED[index];
  if (response.destroyed) return;
  if (bytes === undefined) {
    response.end(LAST);
    return;
  }
  response.write(bytes);
  setImmediate(writeUnpaced, response, index + 1);
}

/** One chunk every 5 ms, each with the time at which it was sent, in nanoseconds of the system's steady clock. */
function writePaced(response: ServerResponse): void {
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    response.write(chunk(`t=${process.hrtime.bigint()}`));
    if (sent < CHUNKS) return;
    clearInterval(timer);
    response.end(LAST);
  }, 5);
  response.on('close', () => clearInterval(timer));
}

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
