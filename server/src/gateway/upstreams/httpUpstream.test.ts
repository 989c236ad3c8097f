import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loggableFields } from '../../platform/loggable';
import { Secret } from '../../platform/secret';
import { CallStopped } from '../callStopped';
import { waitForAcceptance } from '../upstreamAnswer';
import { HttpUpstream } from './httpUpstream';
import { type Exchange, UpstreamFailure, type UpstreamKind, type UpstreamTimeouts } from './upstream';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const PATIENT: UpstreamTimeouts = { connectMs: 5_000, firstByteMs: 5_000, silenceMs: 5_000, totalMs: 10_000 };
let server: Server;
let upstream: HttpUpstream;
let seen: { request: IncomingMessage; response: ServerResponse }[];

interface UpstreamOptions {
  readonly path?: string;
  readonly kind?: UpstreamKind;
  readonly apiKey?: string;
}

async function startUpstream(
  handler: Handler,
  timeouts: Partial<UpstreamTimeouts> = {},
  { path = '/v1', kind = 'openai', apiKey = 'sk-upstream' }: UpstreamOptions = {},
): Promise<void> {
  seen = [];
  server = createServer((request, response) => {
    seen.push({ request, response });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  upstream = new HttpUpstream({
    name: 'test',
    kind,
    baseUrl: `http://127.0.0.1:${port}${path}`,
    apiKey: new Secret(apiKey),
    headers: { 'x-own': 'yes' },
    timeouts: { ...PATIENT, ...timeouts },
    models: [],
  });
}

afterEach(async () => {
  await upstream.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function send(signal = new AbortController().signal, body = '{}'): Exchange {
  return upstream.send({
    path: '/chat/completions',
    body: Buffer.from(body),
    wantsStream: true,
    requestId: 'request-1',
    signal,
  });
}

async function readAll(exchange: Exchange): Promise<string> {
  let text = '';
  for (let bytes = await exchange.read(); bytes !== null; bytes = await exchange.read())
    text += bytes.toString();
  return text;
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a call to an upstream', () => {
  it.each(['/v1', '/v1/', ''])('is a POST below the base address: "%s"', async (path) => {
    await startUpstream((_request, response) => response.end('hello'), {}, { path });

    const text = await readAll(send(undefined, '{"a":1}'));

    expect(text).toBe('hello');
    expect(seen[0]?.request.method).toBe('POST');
    expect(seen[0]?.request.url).toBe(`${path.replace(/\/$/, '')}/chat/completions`);
  });

  it('carries the own key of the gateway and the configured headers', async () => {
    await startUpstream((_request, response) => response.end());

    await readAll(send());

    expect(seen[0]?.request.headers).toMatchObject({
      authorization: 'Bearer sk-upstream',
      'x-own': 'yes',
      'x-request-id': 'request-1',
      'accept-encoding': 'identity',
      accept: 'text/event-stream',
    });
  });

  it('gives the key to an upstream of Anthropic’s kind in the way of that protocol, and names its version', async () => {
    await startUpstream((_request, response) => response.end('hello'), {}, { kind: 'anthropic' });

    await readAll(send());

    expect(seen[0]?.request.headers).toMatchObject({
      'x-api-key': 'sk-upstream',
      'anthropic-version': '2023-06-01',
    });
    expect(seen[0]?.request.headers).not.toHaveProperty('authorization');
  });

  it('tells status and headers before the body is there', async () => {
    await startUpstream((_request, response) => response.writeHead(418, { 'x-tea': 'pot' }).flushHeaders());
    const exchange = send();

    expect(await exchange.head()).toMatchObject({ status: 418, headers: { 'x-tea': 'pot' } });
    exchange.cancel();
  });

  it('does not mind early hints', async () => {
    await startUpstream((_request, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.end('hello');
    });
    const exchange = send();

    expect((await exchange.head()).status).toBe(200);
    expect(await readAll(exchange)).toBe('hello');
  });

  it.each([301, 302, 307, 308])('never follows a redirect: %i', async (status) => {
    await startUpstream((request, response) => {
      if (request.url === '/v1/chat/completions')
        response.writeHead(status, { location: '/elsewhere' }).end();
      else response.end('followed');
    });
    const exchange = send();

    expect(await failureOf(waitForAcceptance(exchange, true))).toBeInstanceOf(UpstreamFailure);
    expect(seen).toHaveLength(1);
    exchange.cancel();
  });

  it.each(['gzip', 'br', 'GZIP, identity'])('takes no answer that is packed: %s', async (encoding) => {
    await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': encoding }).end('?');
    });
    const exchange = send();

    expect(await failureOf(waitForAcceptance(exchange, true))).toBeInstanceOf(UpstreamFailure);
    exchange.cancel();
  });

  it.each([
    ['gsk_0123456789', 'The key *** may not do this.'],
    // A stand-in for no key, which may be a part of any word.
    ['may', 'The key may may not do this.'],
  ])('is refused without the key that it was made with: %s', async (apiKey, message) => {
    const error = { message: `The key ${apiKey} may not do this.`, code: `${apiKey}_wrong` };
    const respond: Handler = (_request, response) => response.writeHead(400).end(JSON.stringify({ error }));
    await startUpstream(respond, {}, { apiKey });

    const refused = await failureOf(waitForAcceptance(send(), true));

    expect(refused).toMatchObject({ name: 'UpstreamRefused', answer: { body: { error: { message } } } });
  });

  it('uses its connection again once the answer is complete', async () => {
    await startUpstream((_request, response) => response.end('hello'));
    for (let call = 0; call < 3; call += 1) {
      const exchange = send();
      await readAll(exchange);
      exchange.release();
      await new Promise(setImmediate);
    }

    expect(new Set(seen.map(({ request }) => request.socket.remotePort)).size).toBe(1);
  });
});

describe('time limits', () => {
  it.each<[string, Partial<UpstreamTimeouts>, Handler]>([
    ['no head', { firstByteMs: 100 }, () => {}],
    ['a head and no body', { firstByteMs: 100 }, (_request, response) => response.flushHeaders()],
    ['silence after the first byte', { silenceMs: 100 }, (_request, response) => response.write('hello')],
    [
      'an answer without end',
      { totalMs: 300 },
      (_request, response) => {
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('end a call with %s', async (_what, timeouts, handler) => {
    await startUpstream(handler, timeouts);
    const start = performance.now();

    const failure = await failureOf(readAll(send()));

    expect(failure).toMatchObject({ name: 'UpstreamFailure', kind: 'TIMEOUT' });
    expect(performance.now() - start).toBeLessThan(2_000);
    const [call] = seen;
    if (call && !call.response.destroyed) await once(call.response, 'close');
  });

  it('do not count the silence that a slow reader causes', async () => {
    await startUpstream((_request, response) => response.end(Buffer.alloc(30_000_000)), { silenceMs: 500 });
    const exchange = send();
    await exchange.head();

    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const text = await readAll(exchange);

    expect(text).toHaveLength(30_000_000);
  });
});

describe('an answer that breaks off', () => {
  it('is read up to the break', async () => {
    await startUpstream((_request, response) => {
      response.write('hello');
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    });
    const exchange = send();
    await exchange.head();
    await new Promise((resolve) => setTimeout(resolve, 150));

    expect((await exchange.read())?.toString()).toBe('hello');
    expect(await failureOf(exchange.read())).toMatchObject({ name: 'UpstreamFailure', kind: 'FAILED' });
  });

  it('fails when nobody listens at the address', async () => {
    await startUpstream(() => {});
    await new Promise((resolve) => server.close(resolve));

    expect(await failureOf(send().head())).toMatchObject({ name: 'UpstreamFailure', kind: 'FAILED' });
    server = createServer().listen(0);
  });

  it('fails when it is no HTTP', async () => {
    await startUpstream((request) => request.socket.end('220 smtp.example ready\r\n'));

    const failure = await failureOf(send().head());

    expect(failure).toMatchObject({ name: 'UpstreamFailure', kind: 'FAILED' });
    expect(JSON.stringify(loggableFields({ failure }))).not.toContain('smtp.example');
  });
});

describe('a call that is stopped', () => {
  const stopped = new CallStopped('KEY_REVOKED');

  it.each<[string, Handler]>([
    ['waits for its head', () => {}],
    ['waits for its body', (_request, response) => response.flushHeaders()],
    ['is in the middle of its body', (_request, response) => response.write('hello')],
  ])('while it %s closes the connection and says why', async (_when, handler) => {
    await startUpstream(handler);
    const abort = new AbortController();
    const exchange = send(abort.signal);
    while (seen.length === 0) await new Promise(setImmediate);
    const reading = failureOf(readAll(exchange));
    await new Promise((resolve) => setTimeout(resolve, 50));

    const start = performance.now();
    abort.abort(stopped);

    expect(await reading).toBe(stopped);
    const [call] = seen;
    if (call && !call.response.destroyed) await once(call.response, 'close');
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('before it has begun asks nothing', async () => {
    await startUpstream((_request, response) => response.end());
    const abort = new AbortController();
    abort.abort(stopped);

    expect(await failureOf(send(abort.signal).head())).toBe(stopped);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual([]);
  });

  it('reads nothing more, even if bytes are waiting', async () => {
    await startUpstream((_request, response) => response.write('hello'));
    const abort = new AbortController();
    const exchange = send(abort.signal);
    await exchange.head();
    await new Promise((resolve) => setTimeout(resolve, 50));

    abort.abort(stopped);

    expect(await failureOf(exchange.read())).toBe(stopped);
  });
});

describe('an answer whose end was read', () => {
  it('is given a second to end by itself, and is cut off then', async () => {
    await startUpstream((_request, response) => response.write('data: [DONE]\n\n'));
    const exchange = send();
    await exchange.read();

    const start = performance.now();
    exchange.release();
    const [call] = seen;
    if (call) await once(call.response, 'close');

    expect(performance.now() - start).toBeGreaterThan(800);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
