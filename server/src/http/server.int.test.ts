import { connect } from 'node:net';
import { type ConsoleWish, METRICS_TOKEN, PUBLIC_URL, startConsole } from './testing/startConsole';

const PAGE = { accept: 'text/html,application/xhtml+xml' };

describe('the server', () => {
  let server: Awaited<ReturnType<typeof startConsole>>;
  /** Servers of single tests, stopped also when a test fails. */
  const others: Awaited<ReturnType<typeof startConsole>>[] = [];
  const startAnother = async (wish: ConsoleWish) => {
    const another = await startConsole(wish);
    others.push(another);
    return another;
  };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  beforeAll(async () => {
    server = await startConsole({
      gateway: async (app) => {
        app.get('/v1/ping', async () => ({ pong: true }));
        app.get('/v1/stream', (_request, reply) => {
          reply.hijack();
          reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
          reply.raw.end('data: 1\n\n');
        });
        app.get('/v1/broken', async () => {
          throw new Error('the database password is hunter2');
        });
      },
    });
  });
  afterEach(async () => {
    for (const another of others.splice(0)) await another.stop();
  });
  afterAll(() => server.stop());

  it.each([
    ['a page', '/account/keys', PAGE, 200],
    ['a file of the dashboard', '/assets/main-abc123.js', {}, 200],
    ['GraphQL', '/graphql?query={__typename}', { 'apollo-require-preflight': '1' }, 200],
    ['a refusal of GraphQL', '/graphql', {}, 400],
    ['signing in', '/api/auth/get-session', {}, 200],
    ['no such path', '/nowhere', {}, 404],
    ['no such path of programs', '/v1/nowhere', PAGE, 404],
    ['a malformed path', '/%ff', {}, 404],
    ['health', '/livez', {}, 200],
    ['metrics without a token', '/metrics', {}, 401],
    ['the gateway', '/v1/ping', {}, 200],
    ['a stream of the gateway', '/v1/stream', {}, 200],
    ['a fault', '/v1/broken', {}, 500],
  ])('protects %s by its headers and gives it an id', async (_case, path, headers, status) => {
    const response = await get(path, headers);

    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(response.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('server')).toBeNull();
    await response.arrayBuffer();
  });

  it('takes no id from a client', async () => {
    const response = await get('/livez', { 'x-request-id': 'mine' });

    expect(response.headers.get('x-request-id')).not.toBe('mine');
  });

  it.each([
    ['nobody', [], '127.0.0.1'],
    ['another proxy', ['10.9.9.9'], '127.0.0.1'],
    ['the one that asks', ['127.0.0.0/8'], '203.0.113.7'],
    ['the one that asks and the one before it', ['127.0.0.1', '203.0.113.0/24'], '198.51.100.1'],
  ])('believes who a request comes from when %s is trusted', async (_who, trustedProxies, address) => {
    const another = await startAnother({
      withoutConsole: true,
      trustedProxies,
      gateway: async (app) => {
        app.get('/v1/where', async (request) => ({ address: request.ip }));
      },
    });

    const response = await fetch(`${another.url}/v1/where`, {
      headers: { 'x-forwarded-for': '192.0.2.1, 198.51.100.1, 203.0.113.7' },
    });

    expect(await response.json()).toEqual({ address });
  });

  it('asks browsers for https only where it has it', async () => {
    const behindTls = await startAnother({ publicUrl: 'https://keys.example.com' });

    const response = await fetch(`${behindTls.url}/livez`);

    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it('sends pages with a nonce of their own each time, and lets nobody keep them', async () => {
    const [one, two] = await Promise.all([get('/account/usage', PAGE), get('/', PAGE)]);
    const pages = await Promise.all([one.text(), two.text()]);

    const nonces = pages.map((page) => /content="([^"]+)"/.exec(page)?.[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(one.headers.get('content-security-policy')).toContain(`'nonce-${nonces[0]}'`);
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/=]{24}$/);
  });

  it('lets browsers keep files with a hash in their name, and asks again for the others', async () => {
    expect((await get('/assets/main-abc123.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    ['/index.html', {}],
    ['/assets/missing.js', {}],
    ['/assets/missing.js', PAGE],
    ['/api/nothing', PAGE],
    ['/api/auth/organization/create', PAGE],
    ['/..%2f..%2fetc%2fpasswd', {}],
    ['/assets/..%2findex.html', {}],
  ])('answers %s as JSON: there is nothing here', async (path, headers) => {
    const response = await get(path, headers);

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: {
        code: 'NOT_FOUND',
        message: 'There is nothing here.',
        requestId: response.headers.get('x-request-id'),
      },
    });
  });

  it('answers programs that misspell an address below /v1 in the form of OpenAI', async () => {
    const response = await get('//v1/nothing', PAGE);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'unknown_url', param: null } });
  });

  it('sends files of the dashboard packed to who takes that, and as they are to who does not', async () => {
    const packed = await get('/assets/main-abc123.js', { 'accept-encoding': 'gzip, br' });
    const plain = await get('/assets/main-abc123.js', { 'accept-encoding': 'identity' });
    const never = await get('/favicon.svg', { 'accept-encoding': 'gzip, br' });

    const told = [packed, plain, never].map(({ headers }) =>
      ['content-encoding', 'vary', 'cache-control', 'content-type'].map((name) => headers.get(name)),
    );
    const year = 'public, max-age=31536000, immutable';
    expect(told).toEqual([
      ['br', 'accept-encoding', year, expect.stringContaining('javascript')],
      [null, 'accept-encoding', year, expect.stringContaining('javascript')],
      [null, 'accept-encoding', 'no-cache', expect.stringContaining('svg')],
    ]);
    expect(await packed.text()).toBe(await plain.text());
  });

  it('tells tools its schema and pages their texts', async () => {
    expect(await (await get('/schema.graphql')).text()).toContain('type Query {');
    const page = await (await get('/', PAGE)).text();
    const [, build] = /name="build" content="([0-9a-f]{12})"/.exec(page) ?? [];
    expect(build).toBeDefined();
    expect(await (await get('/config.json')).json()).toEqual({
      build,
      brandName: 'AI Marketplace',
      contactUrl: 'https://example.com/contact',
      plansUrl: null,
      hasPlayground: true,
      publicUrl: PUBLIC_URL,
    });
    expect(await (await get('/version')).json()).toEqual({ version: '1.2.3' });
  });

  it('leads people who open /graphql to the editor, and programs to the API', async () => {
    const person = await fetch(`${server.url}/graphql`, { headers: PAGE, redirect: 'manual' });
    const program = await get('/graphql?query={viewer{account{id}}}', { 'apollo-require-preflight': '1' });

    expect([person.status, person.headers.get('location')]).toEqual([302, '/playground']);
    expect(program.status).toBe(200);
  });

  it('widens the styles and the fonts of the editor page, and of no other', async () => {
    const policies = await Promise.all(
      ['/playground', '/playground/x', '/account/keys'].map(async (path) => {
        const response = await get(path, PAGE);
        return response.headers.get('content-security-policy') ?? '';
      }),
    );

    expect(policies[0]).toContain("style-src 'self' 'unsafe-inline';");
    expect(policies.slice(1).join()).not.toContain('unsafe-inline');
    for (const policy of policies) expect(policy).toContain("script-src 'self';");
  });

  it('has no editor when it is switched off', async () => {
    const without = await startAnother({ hasPlayground: false });

    const page = await fetch(`${without.url}/playground`, { headers: PAGE });
    const api = await fetch(`${without.url}/graphql`, { headers: PAGE, redirect: 'manual' });

    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(api.status).not.toBe(302);
    expect(await (await fetch(`${without.url}/config.json`)).json()).toMatchObject({ hasPlayground: false });
  });

  it('shows metrics to whoever has the token', async () => {
    const shown = await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` });
    const refused = await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}x` });

    expect([shown.status, refused.status]).toEqual([200, 401]);
    expect(await shown.text()).toContain('process_cpu_seconds_total');
  });

  it('says nothing of a fault and logs it once', async () => {
    const response = await get('/v1/broken');

    const requestId = response.headers.get('x-request-id');
    expect(await response.json()).toEqual({
      error: { code: 'INTERNAL', message: 'Something went wrong.', requestId },
    });
    expect(server.logged.filter((line) => line.includes(String(requestId)))).toHaveLength(1);
  });

  it.each([
    ['HTTP/1.0', 'GET /livez HTTP/1.0\r\nHost: a\r\n\r\n'],
    ['two hosts', 'GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['a host that is none', 'GET /livez HTTP/1.1\r\nHost: a]b\r\n\r\n'],
    ['two credentials', 'GET /livez HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nAuthorization: y\r\n\r\n'],
    ['an encoding that is none', 'POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n'],
    [
      'length and encoding',
      'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['headers of 20 KB', `GET /livez HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('refuses %s and ends the connection', async (_case, request) => {
    const answer = await talk(server.port, request);

    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('drops whoever sends headers slowly, after five seconds', async () => {
    const started = performance.now();

    await talk(server.port, 'GET /livez HTTP/1.1\r\nHost: a\r\n');

    expect(performance.now() - started).toBeLessThan(8_000);
  }, 15_000);

  it('is ready while the database answers within a second', async () => {
    expect((await get('/readyz')).status).toBe(200);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no route to host'))],
    ['does not answer', () => new Promise<never>(() => undefined)],
  ])('calls itself alive but not ready when the database %s', async (_case, askDatabase) => {
    const without = await startAnother({ askDatabase });

    const started = performance.now();
    const ready = await fetch(`${without.url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    const tookMs = performance.now() - started;
    const alive = await fetch(`${without.url}/livez`);

    expect([ready.status, alive.status]).toEqual([503, 200]);
    expect(await ready.json()).toEqual({ status: 'unavailable', reason: 'database' });
    expect(tookMs).toBeLessThan(2_000);
  });

  it('as a gateway serves neither pages nor GraphQL nor signing in', async () => {
    const gateway = await startAnother({
      withoutConsole: true,
      gateway: async (app) => {
        app.get('/v1/ping', async () => ({ pong: true }));
      },
    });

    const paths = ['/v1/ping', '/livez', '/', '/graphql', '/api/auth/ok', '/schema.graphql', '/config.json'];
    const statuses = await Promise.all(
      paths.map(async (path) => (await fetch(gateway.url + path, { headers: PAGE })).status),
    );

    expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404]);
  });
});

/** Sends raw bytes and gives back what came until the server ended the connection. */
function talk(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1');
    socket.setTimeout(12_000, () => socket.destroy(new Error('The server kept the connection open.')));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
