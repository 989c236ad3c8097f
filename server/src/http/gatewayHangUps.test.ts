import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../test/eventually';
import type { EndReason } from '../usage/settlement';
import { type FloodUpstream, startFloodUpstream } from './testing/floodUpstream';
import { chatOverWire, openSocket } from './testing/rawHttp';
import { PROMPT_TOKENS, question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
let flood: FloodUpstream | null = null;
afterEach(async () => {
  await gateway.close();
  await flood?.close();
  flood = null;
});

/** How long an upstream may go on after its client has left. */
const WITHIN_MS = 500;
/** The same for one that is held back: the megabytes that lie on the way are read off before the end is seen. */
const HELD_BACK_WITHIN_MS = 2_000;
const QUIET = { firstByteMs: 60_000, silenceMs: 60_000, totalMs: 60_000 };

/** Asks over a bare connection, and leaves it open. */
async function ask(body: Record<string, unknown>): Promise<Socket> {
  const socket = await openSocket(gateway.port);
  socket.write(chatOverWire(gateway.secret, body));
  return socket;
}

async function expectEnd(endReason: EndReason, usage: object, withinMs = WITHIN_MS): Promise<void> {
  await eventually(() => expect(gateway.upstream.openCount).toBe(0), withinMs);
  await eventually(() => expect(gateway.ledger.settlements).toHaveLength(1), withinMs);
  expect(gateway.ledger.settlements[0]).toMatchObject({ endReason, usage });
  await eventually(() => expect(gateway.running.size).toBe(0), withinMs);
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

/** What this process holds, not what waits to be swept up. */
async function heldMemory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const sweep = runInNewContext('gc') as () => void;
  // Buffers are let go of a little after the objects that had them.
  for (let round = 0; round < 3; round += 1) {
    sweep();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
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

  it.each([
    ['before the upstream has ended its answer', 'CLIENT_GONE'],
    ['before the call is on record', 'COMPLETED'],
  ] as const)('after the usage and %s pays for what was reported', async (when, endReason) => {
    const isStalled = endReason === 'CLIENT_GONE';
    gateway = await TestGateway.start({ ...(isStalled && { behaviour: 'stall-at-end' }), timeouts: QUIET });
    let commit = () => {};
    let isSettling = isStalled;
    gateway.ledger.beforeSettlement = async () => {
      if (when === 'before the upstream has ended its answer') return;
      isSettling = true;
      await new Promise<void>((resolve) => {
        commit = resolve;
      });
    };
    const socket = await ask(question({ stream: true, stream_options: { include_usage: true } }));
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
    });
    await eventually(() => expect([text.includes('"completion_tokens"'), isSettling]).toEqual([true, true]));

    socket.destroy();
    await once(socket, 'close');
    commit();

    const outputTokens = Number(/"completion_tokens":(\d+)/.exec(text)?.[1]);
    await expectEnd(endReason, { inputTokens: PROMPT_TOKENS, outputTokens, source: 'REPORTED' });
    expect(text).not.toContain('[DONE]');
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

  it('at any moment, 1,000 times, leaves no slot, no socket, no call unsettled and no upstream behind', async () => {
    gateway = await TestGateway.start({ tokensPerSecond: 400, timeouts: QUIET });
    const sockets = () =>
      process.getActiveResourcesInfo().filter((name) => /^TCPSocketWrap$/.test(name)).length;
    await (await gateway.chat(question())).text();
    const before = sockets();
    const hangUp = async (index: number) => {
      const socket = await ask(question({ stream: index % 3 > 0 }));
      await new Promise((resolve) => setTimeout(resolve, (index * 37) % 250));
      if (index % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    };

    const idsOf = (list: readonly { requestId: string }[]) => list.map(({ requestId }) => requestId).sort();
    const { ledger, running, slots, upstream } = gateway;
    let admitted = 0;
    /** What is held after 500 of them, without what the test itself keeps of them. */
    const heldAfterHalf = async () => {
      for (let done = 0; done < 500; done += 50) {
        await Promise.all(Array.from({ length: 50 }, (_unused, index) => hangUp(done + index)));
      }
      await eventually(() => expect(idsOf(ledger.settlements)).toEqual(idsOf(ledger.admissions)));
      await eventually(() =>
        expect([running.size, slots.size, slots.holders, upstream.openCount]).toEqual([0, 0, 0, 0]),
      );
      admitted += ledger.admissions.length;
      for (const kept of [ledger.asked, ledger.admissions, ledger.settlements, upstream.requests]) {
        kept.length = 0;
      }
      return heldMemory();
    };

    const early = await heldAfterHalf();
    const late = await heldAfterHalf();

    // Less than 4 KiB a call: what a forgotten listener, signal or buffer of each would come to.
    expect(late - early).toBeLessThan(500 * 4_096);
    // Some connections to the upstream stay for the next calls: as many as calls were under way at once, at most.
    await eventually(() => expect(sockets()).toBeLessThan(before + 110));
    expect(admitted).toBeGreaterThan(500);
    expect(gateway.faults).toEqual([]);
  }, 60_000);
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
    const usage = { inputTokens: PROMPT_TOKENS, source: 'ESTIMATED' };
    await expectEnd('CLIENT_GONE', usage, HELD_BACK_WITHIN_MS);
  });

  it('costs less than a megabyte of memory, with 20 of them at once', async () => {
    const upstream = await startFloodUpstream();
    flood = upstream;
    gateway = await TestGateway.start({
      timeouts: QUIET,
      configure: (config) => ({ ...config, baseUrl: upstream.url }),
    });
    const before = await heldMemory();
    const sockets = await Promise.all(Array.from({ length: 20 }, () => ask(question({ stream: true }))));
    for (const socket of sockets) socket.pause();
    await eventually(async () => expect((await upstream.state()).open).toBe(20));
    await eventually(async () => {
      const soFar = await upstream.state();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await upstream.state()).toEqual(soFar);
    }, 30_000);

    // The clients' ends live in this process too: the gateway's part is smaller still.
    expect(((await heldMemory()) - before) / 20).toBeLessThan(1_048_576);
    // Far more was offered than anybody held.
    expect((await upstream.state()).sentBytes / 20).toBeGreaterThan(1_048_576);
    expect(gateway.running.size).toBe(20);
    for (const socket of sockets) socket.destroy();
    await eventually(async () =>
      expect([gateway.running.size, gateway.slots.size, (await upstream.state()).open]).toEqual([0, 0, 0]),
    );
    expect(gateway.ledger.settlements.map(({ endReason }) => endReason)).toEqual(
      Array(20).fill('CLIENT_GONE'),
    );
  }, 60_000);

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
