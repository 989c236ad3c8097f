import type { Socket } from 'node:net';
import { openSocket } from './testing/rawHttp';
import { question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway.close());

interface SlowClient {
  readonly socket: Socket;
  /** Milliseconds until the other side ended the connection. */
  readonly dropped: Promise<number>;
  readonly answer: () => string;
}

/** Sends this, and then one byte at a time. */
async function sendSlowly(start: string, everyMs: number, piece = 'x'): Promise<SlowClient> {
  const socket = await openSocket(gateway.port);
  const startedAt = performance.now();
  let answer = '';
  socket.on('data', (bytes: Buffer) => {
    answer += bytes.toString('latin1');
  });
  socket.write(start);
  const timer = setInterval(() => socket.writable && socket.write(piece), everyMs);
  const dropped = new Promise<number>((resolve) =>
    socket.once('close', () => {
      clearInterval(timer);
      resolve(performance.now() - startedAt);
    }),
  );
  return { socket, dropped, answer: () => answer };
}

it('clients that send as slowly as they can are dropped within 10 seconds, while health and calls are answered', async () => {
  const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${gateway.secret}\r\n`;
  const starts: [string, number, string][] = [
    ['POST /', 200, 'x'],
    ['POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n', 200, 'X-a: b\r\n'],
    [`${head}Content-Length: 100000\r\n\r\n{`, 200, ' '],
    [`${head}Transfer-Encoding: chunked\r\n\r\n`, 200, '1\r\n \r\n'],
    [`${head}Content-Length: 9\r\n\r\n`, 60_000, ' '],
    ['', 60_000, ' '],
  ];
  const clients = await Promise.all(
    starts.flatMap((start) => Array.from({ length: 40 }, () => sendSlowly(...start))),
  );

  const healthMs: number[] = [];
  const answered: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const startedAt = performance.now();
      await (await fetch(`${gateway.url}/livez`)).arrayBuffer();
      healthMs.push(performance.now() - startedAt);
      const answer = await gateway.chat(question());
      await answer.arrayBuffer();
      answered.push(answer.status);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  const droppedAfter = await Promise.all(clients.map(({ dropped }) => dropped));
  isOver = true;
  await asking;

  expect(Math.max(...droppedAfter)).toBeLessThan(10_000);
  healthMs.sort((a, b) => a - b);
  // A machine that does other work stumbles now and then; the usual answer is what health is judged by.
  expect(healthMs[Math.floor(healthMs.length / 2)]).toBeLessThan(100);
  expect(healthMs.at(-1)).toBeLessThan(5_000);
  expect(new Set(answered)).toEqual(new Set([200]));
  const told = clients.map(({ answer }) => [
    answer().slice(0, 13),
    answer().includes('"code":"request_timeout"'),
  ]);
  expect(told).toEqual(clients.map(() => ['HTTP/1.1 408 ', true]));
  expect(gateway.running.size).toBe(0);
}, 30_000);

it('a client that sends slowly, but as fast as a modem, is waited for', async () => {
  const body = JSON.stringify(question({ messages: [{ role: 'user', content: 'x'.repeat(12_000) }] }));
  const socket = await openSocket(gateway.port);
  let answer = '';
  socket.on('data', (bytes: Buffer) => {
    answer += bytes.toString('latin1');
  });
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${gateway.secret}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let at = 0; at < body.length; at += 500) {
    socket.write(body.slice(at, at + 500));
    await new Promise((resolve) => setTimeout(resolve, 280));
  }
  await closed;

  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
}, 30_000);
