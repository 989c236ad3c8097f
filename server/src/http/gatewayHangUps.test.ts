import { once } from 'node:events';
import type { Socket } from 'node:net';
import { eventually } from '../test/eventually';
import type { EndReason } from '../usage/settlement';
import { chatOverWire, openSocket } from './testing/rawHttp';
import { PROMPT_TOKENS, question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
afterEach(() => gateway.close());

/** How long an upstream may go on after its client has left. */
const WITHIN_MS = 500;
const QUIET = { firstByteMs: 60_000, silenceMs: 60_000, totalMs: 60_000 };

/** Asks over a bare connection, and leaves it open. */
async function ask(body: Record<string, unknown>): Promise<Socket> {
  const socket = await openSocket(gateway.port);
  socket.write(chatOverWire(gateway.secret, body));
  return socket;
}

async function expectEnd(endReason: EndReason, usage: object): Promise<void> {
  await eventually(() => expect(gateway.upstream.openCount).toBe(0), WITHIN_MS);
  await eventually(() => expect(gateway.ledger.settlements).toHaveLength(1), WITHIN_MS);
  expect(gateway.ledger.settlements[0]).toMatchObject({ endReason, usage });
  await eventually(() => expect(gateway.running.size).toBe(0), WITHIN_MS);
  expect(gateway.faults).toEqual([]);
}

/** Waits for this many events of a stream. */
async function untilEvents(socket: Socket, count: number): Promise<void> {
  let text = '';
  while (text.split('data: ').length <= count) {
    const [bytes] = await once(socket, 'data');
    text += String(bytes);
  }
}

describe('a client that hangs up', () => {
  it('while it still sends its body has asked nothing', async () => {
    gateway = await TestGateway.start();
    const socket = await openSocket(gateway.port);
    socket.write(chatOverWire(gateway.secret, question()).slice(0, -10));
    await new Promise(setImmediate);

    socket.resetAndDestroy();

    expect((await gateway.chat(question())).status).toBe(200);
    expect(gateway.ledger.asked).toHaveLength(1);
  });

  it.each([true, false])('after the upstream got the prompt pays for it, streamed: %s', async (stream) => {
    gateway = await TestGateway.start({ behaviour: 'hang', timeouts: QUIET });
    const socket = await ask(question({ stream }));
    await eventually(() => expect(gateway.upstream.openCount).toBe(1));

    socket.destroy();

    await expectEnd('CLIENT_GONE', { inputTokens: PROMPT_TOKENS, outputTokens: 0, source: 'ESTIMATED' });
  });

  it('in the middle of a stream pays for the prompt and for what was written until then', async () => {
    gateway = await TestGateway.start({ tokensPerSecond: 100, timeouts: QUIET });
    const socket = await ask(question({ stream: true }));
    await untilEvents(socket, 6);

    socket.destroy();

    await expectEnd('CLIENT_GONE', { inputTokens: PROMPT_TOKENS, source: 'ESTIMATED' });
    const { outputTokens } = gateway.ledger.settlements[0]?.usage ?? { outputTokens: Number.NaN };
    expect(outputTokens).toBeGreaterThanOrEqual(4);
    expect(outputTokens).toBeLessThan(40);
  });

  it('while the upstream is silent is noticed all the same', async () => {
    gateway = await TestGateway.start({ behaviour: 'stall', timeouts: QUIET });
    const socket = await ask(question({ stream: true }));
    await untilEvents(socket, 10);

    socket.resetAndDestroy();

    await expectEnd('CLIENT_GONE', { source: 'ESTIMATED' });
    expect(gateway.ledger.settlements[0]?.usage.outputTokens).toBeGreaterThan(5);
  });

  it('in the middle of an answer in one piece pays for the prompt', async () => {
    gateway = await TestGateway.start({ behaviour: 'stall', timeouts: QUIET });
    const socket = await ask(question());
    await eventually(() => expect(gateway.upstream.last.sentBytes()).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 50));

    socket.destroy();

    await expectEnd('CLIENT_GONE', { inputTokens: PROMPT_TOKENS, outputTokens: 0, source: 'ESTIMATED' });
  });

  it('while it is being admitted never reaches the upstream', async () => {
    gateway = await TestGateway.start();
    let admit = () => {};
    gateway.ledger.beforeAdmission = () => new Promise((resolve) => (admit = resolve));
    const socket = await ask(question({ stream: true }));
    await eventually(() => expect(gateway.ledger.asked).toHaveLength(1));

    socket.destroy();
    await once(socket, 'close');
    await new Promise((resolve) => setTimeout(resolve, 50));
    admit();

    await expectEnd('CLIENT_GONE', { inputTokens: 0, outputTokens: 0, source: 'REPORTED' });
    expect(gateway.upstream.requests).toEqual([]);
  });

  it('at any moment, many times over, leaves no slot taken, no call unsettled and no upstream open', async () => {
    gateway = await TestGateway.start({ tokensPerSecond: 400, timeouts: QUIET });
    const calls = Array.from({ length: 200 }, async (_unused, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      const socket = await ask(question({ stream: index % 3 > 0 }));
      await new Promise((resolve) => setTimeout(resolve, (index * 37) % 300));
      if (index % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    });

    await Promise.all(calls);

    const idsOf = (list: readonly { requestId: string }[]) => list.map(({ requestId }) => requestId).sort();
    const { admissions, settlements } = gateway.ledger;
    await eventually(() => expect(idsOf(settlements)).toEqual(idsOf(admissions)));
    await eventually(() => expect(gateway.running.size).toBe(0));
    await eventually(() => expect(gateway.upstream.openCount).toBe(0));
    expect(admissions.length).toBeGreaterThan(100);
    expect(gateway.faults).toEqual([]);
  });
});

describe('a client that does not read', () => {
  it('holds its upstream back instead of filling the memory', async () => {
    gateway = await TestGateway.start({ behaviour: 'endless', timeouts: QUIET });
    const socket = await ask(question({ stream: true }));
    socket.pause();
    const sent = () => gateway.upstream.last.sentBytes();
    await eventually(() => expect(gateway.upstream.openCount).toBe(1));
    let before = -1;
    await eventually(async () => {
      before = sent();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(sent()).toBe(before);
    });

    expect(before).toBeLessThan(20_000_000);
    socket.destroy();
    await expectEnd('CLIENT_GONE', { inputTokens: PROMPT_TOKENS, source: 'ESTIMATED' });
  });

  it('is cut off after a while', async () => {
    gateway = await TestGateway.start({
      behaviour: 'endless',
      timeouts: QUIET,
      limits: { idleWriteMs: 300 },
    });
    const socket = await ask(question({ stream: true }));
    socket.pause();

    await eventually(() => expect(gateway.ledger.settlements).toHaveLength(1));

    await expectEnd('CLIENT_GONE', { inputTokens: PROMPT_TOKENS, source: 'ESTIMATED' });
    socket.destroy();
  });

  it('and then reads on gets every byte in order', async () => {
    gateway = await TestGateway.start({ behaviour: 'endless', timeouts: QUIET });
    const socket = await ask(question({ stream: true }));
    socket.pause();
    await eventually(() => expect(gateway.upstream.openCount).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 300));

    const chunks: Buffer[] = [];
    let received = 0;
    socket.on('data', (bytes: Buffer) => {
      chunks.push(bytes);
      received += bytes.length;
      // More than all the buffers on the way can hold.
      if (received > 20_000_000) socket.destroy();
    });
    socket.resume();
    await once(socket, 'close');

    const text = Buffer.concat(chunks).toString('latin1');
    // Chunk lengths and their line ends stand between the events.
    const stream = text.slice(text.indexOf('data: ')).replace(/\r\n[0-9a-f]+\r\n/g, '');
    const events = stream.split('\n\n').slice(0, -1);
    expect(events.length).toBeGreaterThan(10_000);
    expect(events.filter((event) => !event.startsWith('data: {') || !event.endsWith('}'))).toEqual([]);
  });
});
