import { gzipSync } from 'node:zlib';
import { makeApiKeySecret } from '../apiKeys/apiKeySecret';
import { eventually } from '../test/eventually';
import { exchangeRaw, openSocket } from './testing/rawHttp';
import { question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
afterEach(() => gateway.close());

async function errorOf(answer: Response): Promise<unknown> {
  const body = (await answer.json()) as { error: { code: string } };
  return [answer.status, body.error.code];
}

const ofBytes = (size: number) => {
  const rest = JSON.stringify(question({ messages: [{ role: 'user', content: '' }] })).length;
  return JSON.stringify(question({ messages: [{ role: 'user', content: 'x'.repeat(size - rest) }] }));
};

describe('a body', () => {
  it.each([
    ['no JSON', '{"model":'],
    ['nothing', ''],
    ['a list', '[]'],
  ])('that is %s is refused in the form of OpenAI', async (_what, body) => {
    gateway = await TestGateway.start();

    const answer = await gateway.chat(body);

    expect(await errorOf(answer)).toEqual([400, 'invalid_request']);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'text/plain', 'multipart/form-data'])(
    'is read as JSON whatever its type says: %s',
    async (type) => {
      gateway = await TestGateway.start();

      const answer = await gateway.chat(question(), { 'content-type': type });

      expect(answer.status).toBe(200);
    },
  );

  it('whose type is no type at all is refused in the form of OpenAI', async () => {
    gateway = await TestGateway.start();

    const answer = await gateway.chat(question(), { 'content-type': 'x' });

    expect(await errorOf(answer)).toEqual([400, 'invalid_request']);
  });

  it.each(['gzip', 'deflate', 'br', 'zstd', 'x-gzip', 'gzip, identity', 'none'])(
    'that was packed is refused by the name of the header and never unpacked: %s',
    async (encoding) => {
      gateway = await TestGateway.start();
      // A gigabyte of blanks would fit into this.
      const packed = gzipSync(Buffer.alloc(1_000_000, ' '));

      const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${gateway.secret}`, 'content-encoding': encoding },
        body: packed,
      });

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: { code: 'invalid_request', message: expect.stringContaining('Content-Encoding') },
      });
      expect(gateway.ledger.asked).toEqual([]);
    },
  );

  it.each(['[', '{"a":'])('nested 100,000 levels deep is refused: %s', async (opening) => {
    gateway = await TestGateway.start();
    const closing = opening === '[' ? ']' : '}';
    const deep = `${opening.repeat(100_000)}1${closing.repeat(100_000)}`;

    const answers = [
      await gateway.chat(deep),
      await gateway.chat(JSON.stringify(question()).replace('{', `{"metadata":${deep},`)),
    ];

    expect(await Promise.all(answers.map(errorOf))).toEqual([
      [400, 'invalid_request'],
      [400, 'invalid_request'],
    ]);
    expect((await gateway.chat(question())).status).toBe(200);
  });

  it('is taken up to the limit and refused beyond it', async () => {
    gateway = await TestGateway.start({ limits: { maxBodyBytes: 10_000 } });

    const fits = await gateway.chat(ofBytes(10_000));
    const tooLarge = await gateway.chat(ofBytes(10_001));

    expect(fits.status).toBe(200);
    expect(await errorOf(tooLarge)).toEqual([413, 'request_too_large']);
    expect(gateway.ledger.asked).toHaveLength(1);
  });

  it('of several megabytes is taken', async () => {
    gateway = await TestGateway.start();

    const answer = await gateway.chat(ofBytes(15_000_000));

    // The demo model has no room for so much; but the gateway passed it on.
    expect(await errorOf(answer)).toEqual([400, 'context_length_exceeded']);
    expect(gateway.ledger.settlements[0]).toMatchObject({ usage: { inputTokens: 0, source: 'REPORTED' } });
  });

  it('that claims to have a gigabyte is refused before it is sent', async () => {
    gateway = await TestGateway.start();

    const answer = await exchangeRaw(gateway.port, [
      'POST /v1/chat/completions HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${gateway.secret}`,
      'Content-Type: application/json',
      'Content-Length: 1073741824',
      '',
      '{',
    ]);

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('request_too_large');
    expect(answer).toMatch(/x-request-id: /i);
  });

  it('in endless chunks is refused at the limit', async () => {
    gateway = await TestGateway.start({ limits: { maxBodyBytes: 100_000 } });
    const socket = await openSocket(gateway.port);
    const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${gateway.secret}`;
    socket.write(`${head}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const piece = `1000\r\n${'x'.repeat(0x1000)}\r\n`;

    let answer = '';
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString();
    });
    const pump = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', pump);
    pump();
    await new Promise((resolve) => socket.once('close', resolve));

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('of a stranger takes no place: a request without a key of the right form is refused before its body', async () => {
    gateway = await TestGateway.start({ limits: { maxRequests: 2 } });
    const head =
      'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer aim_sk_x\r\nContent-Length: 9\r\n\r\n';
    const { port } = gateway;
    const strangers = await Promise.all(Array.from({ length: 5 }, () => openSocket(port)));
    for (const socket of strangers) socket.write(head);
    await Promise.all(strangers.map((socket) => new Promise((resolve) => socket.once('data', resolve))));

    expect((await gateway.chat(question())).status).toBe(200);
    for (const socket of strangers) socket.destroy();
  });

  it('with two models is asked for the one that was checked', async () => {
    gateway = await TestGateway.start();
    const body = JSON.stringify(question()).replace('{', '{"model":"nowhere/served",');

    const answer = await gateway.chat(body);

    expect(answer.status).toBe(200);
    expect(gateway.ledger.asked[0]?.modelId).toBe('demo/quick');
    expect(gateway.upstream.last.body().match(/"model"/g)).toHaveLength(1);
    expect(JSON.parse(gateway.upstream.last.body()).model).toBe('demo/quick');
  });
});

describe('two credentials', () => {
  it('in two headers of the same name are refused', async () => {
    gateway = await TestGateway.start();
    const body = JSON.stringify(question());

    const answer = await exchangeRaw(gateway.port, [
      'POST /v1/chat/completions HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${gateway.secret}`,
      `Authorization: Bearer ${gateway.secret}`,
      'Connection: close',
      `Content-Length: ${body.length}`,
      '',
      body,
    ]);

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(gateway.ledger.asked).toEqual([]);
  });
});

describe('more than the node takes on', () => {
  it('is refused with 429 until a slot is free again', async () => {
    gateway = await TestGateway.start({ behaviour: 'stall', limits: { maxRequests: 2 } });
    const abort = new AbortController();
    const held = [1, 2].map(() =>
      fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${gateway.secret}` },
        body: JSON.stringify(question({ stream: true })),
        signal: abort.signal,
      }),
    );
    await Promise.all(held);

    const refused = await gateway.chat(question());
    abort.abort();
    const freed = async () => (await gateway.chat({})).status;

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toMatchObject({ error: { type: 'requests', code: 'rate_limit_exceeded' } });
    await expect(pollUntil(freed, 400)).resolves.toBe(400);
  });

  it('of one address, with keys of the right form and bodies that never end, leaves room for others', async () => {
    gateway = await TestGateway.start({
      limits: { maxRequests: 9, maxUploadsPerAddress: 4, maxBodyBytesInAll: 8_000 },
    });
    const { port, slots } = gateway;
    const heads = Array.from({ length: 9 }, (_, i) => [
      'POST /v1/chat/completions HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${makeApiKeySecret('aim')}`,
      i % 2 === 0 ? 'Content-Length: 20000000' : 'Transfer-Encoding: chunked',
      '',
      '',
    ]);
    const sockets = await Promise.all(heads.map(() => openSocket(port)));
    const answers = sockets.map(() => '');
    sockets.forEach((socket, i) => {
      socket.on('data', (bytes: Buffer) => {
        answers[i] += bytes.toString();
      });
      socket.write(heads[i]?.join('\r\n') ?? '');
    });
    await eventually(() => expect(answers.filter((answer) => answer.includes(' 429 '))).toHaveLength(5));

    const mine = await gateway.chat(question());
    const yours = await gateway.chat(question(), { 'x-forwarded-for': '203.0.113.9' });

    expect(slots.size).toBe(4);
    expect([mine.status, mine.headers.get('retry-after')]).toEqual([429, '1']);
    expect(yours.status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await eventually(() => expect([slots.size, slots.holders]).toEqual([0, 0]));
  });

  it('of one key is refused by name, while other keys are served', async () => {
    gateway = await TestGateway.start({ behaviour: 'stall', limits: { maxPerKey: 2 } });
    const other = makeApiKeySecret('aim');
    gateway.ledger.addKey(other);
    const abort = new AbortController();
    const held = await Promise.all(
      [1, 2].map(() =>
        fetch(`${gateway.url}/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${gateway.secret}` },
          body: JSON.stringify(question({ stream: true })),
          signal: abort.signal,
        }),
      ),
    );

    const refused = await gateway.chat(question());
    const others = await gateway.chat(question({ stream: true }), { 'x-api-key': other, authorization: '' });

    expect(held.map(({ status }) => status)).toEqual([200, 200]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toMatchObject({
      error: {
        type: 'requests',
        code: 'rate_limit_exceeded',
        message: expect.stringContaining('has 2 requests'),
      },
    });
    expect(others.status).toBe(200);
    abort.abort();
    await others.body?.cancel();
    await eventually(() => expect([gateway.slots.size, gateway.slots.holders]).toEqual([0, 0]));
  });

  it('counts the bodies that come, of one address a quarter of all', async () => {
    gateway = await TestGateway.start({ limits: { maxBodyBytesInAll: 4_000 } });

    const tooMuch = await gateway.chat(ofBytes(1_001));
    const fits = await gateway.chat(ofBytes(1_000));

    expect([tooMuch.status, fits.status]).toEqual([429, 200]);
  });
});

async function pollUntil(ask: () => Promise<number>, wanted: number): Promise<number> {
  const deadline = performance.now() + 5_000;
  let answer = await ask();
  while (answer !== wanted && performance.now() < deadline) answer = await ask();
  return answer;
}
