import { openSocket } from './testing/rawHttp';
import { question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway.close());

const BODY = JSON.stringify(question());
const key = () => `Authorization: Bearer ${gateway.secret}`;
const post = (...lines: string[]) => ['POST /v1/chat/completions HTTP/1.1', ...lines, '', ''].join('\r\n');
const length = `Content-Length: ${BODY.length}`;
const chunked = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const SMUGGLED = 'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n';

/** Sends this and gives back all that came until the other side ended the connection. */
async function talk(request: string): Promise<string> {
  const socket = await openSocket(gateway.port);
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    answer += text;
  });
  const closed = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)));
  const timer = setTimeout(() => {
    answer += ' (kept open)';
    socket.destroy();
  }, 4_000);
  socket.write(Buffer.from(request, 'latin1'));
  await closed;
  clearTimeout(timer);
  return answer;
}

/** Each as it goes over the wire, by what is wrong with it. */
const REFUSED: [string, () => string, number][] = [
  [
    'a length and chunks',
    () => post('Host: x', key(), length, 'Transfer-Encoding: chunked') + chunked + SMUGGLED,
    400,
  ],
  [
    'chunks and a length',
    () => post('Host: x', key(), 'Transfer-Encoding: chunked', length) + chunked + SMUGGLED,
    400,
  ],
  [
    'two encodings',
    () => post('Host: x', key(), 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + chunked,
    400,
  ],
  ['chunked twice', () => post('Host: x', key(), 'Transfer-Encoding: chunked, chunked') + chunked, 400],
  [
    'an encoding that only looks like chunked',
    () => post('Host: x', key(), 'Transfer-Encoding: xchunked') + chunked,
    400,
  ],
  [
    'an encoding before chunked',
    () => post('Host: x', key(), 'Transfer-Encoding: gzip, chunked') + chunked,
    400,
  ],
  [
    'an encoding behind a tab',
    () => post('Host: x', key(), 'Transfer-Encoding:\tchunked,identity') + chunked,
    400,
  ],
  ['two lengths', () => post('Host: x', key(), length, 'Content-Length: 0') + BODY, 400],
  [
    'the same length twice in one header',
    () => post('Host: x', key(), `${length}, ${BODY.length}`) + BODY,
    400,
  ],
  ['a length with a sign', () => post('Host: x', key(), `Content-Length: +${BODY.length}`) + BODY, 400],
  ['a negative length', () => post('Host: x', key(), 'Content-Length: -1') + BODY, 400],
  [
    'a length in hex',
    () => post('Host: x', key(), `Content-Length: 0x${BODY.length.toString(16)}`) + BODY,
    400,
  ],
  [
    'a length beyond all numbers',
    () => post('Host: x', key(), `Content-Length: ${'9'.repeat(30)}`) + BODY,
    400,
  ],
  ['a blank before the colon', () => post('Host: x', key(), `Content-Length : ${BODY.length}`) + BODY, 400],
  ['a blank in a name', () => post('Host: x', key(), length, 'X Header: 1') + BODY, 400],
  ['a bare line feed after a header', () => post('Host: x', key(), `${length}\nX-Smuggled: 1`) + BODY, 400],
  [
    'a bare carriage return in a header',
    () => post('Host: x', key(), `${length}\rX-Smuggled: 1`) + BODY,
    400,
  ],
  ['a header folded over two lines', () => post('Host: x', key(), length, 'X-Folded: a', ' b') + BODY, 400],
  ['a folded encoding', () => post('Host: x', key(), 'Transfer-Encoding:', ' chunked') + chunked, 400],
  ['a NUL in a value', () => post('Host: x', key(), length, 'X-Nul: a\0b') + BODY, 400],
  ['a NUL in a name', () => post('Host: x', key(), length, 'X-N\0ul: a') + BODY, 400],
  ['a NUL in the address', () => `POST /v1/chat\0completions HTTP/1.1\r\nHost: x\r\n\r\n`, 400],
  ['two hosts', () => post('Host: x', 'Host: y', key(), length) + BODY, 400],
  ['no host', () => post(key(), length) + BODY, 400],
  ['a host that is none', () => post('Host: a b/c', key(), length) + BODY, 400],
  ['two credentials', () => post('Host: x', key(), key(), length) + BODY, 400],
  ['two x-api-keys', () => post('Host: x', 'X-Api-Key: a', 'X-Api-Key: b', length) + BODY, 400],
  [
    'another host in its address',
    () => post('Host: x', key(), length).replace(' /v1', ' http://evil.example/v1') + BODY,
    400,
  ],
  ['an expectation that is none', () => post('Host: x', key(), length, 'Expect: a-reply') + BODY, 417],
  ['HTTP/1.0', () => post('Host: x', key(), length).replace('HTTP/1.1', 'HTTP/1.0') + BODY, 400],
  ['HTTP/0.9', () => 'GET /v1/models\r\n\r\n', 400],
  ['HTTP/2 without a word before', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  [
    'a version that is none',
    () => post('Host: x', key(), length).replace('HTTP/1.1', 'HTTP/9.9') + BODY,
    400,
  ],
  ['a method that is none', () => post('Host: x', key(), length).replace('POST', 'P@ST') + BODY, 400],
  ['a tunnel', () => 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  [
    'a chunk whose size is none',
    () => `${post('Host: x', key(), 'Transfer-Encoding: chunked')}zz\r\n${BODY}\r\n0\r\n\r\n`,
    400,
  ],
  [
    'a chunk that is longer than it says',
    () => `${post('Host: x', key(), 'Transfer-Encoding: chunked')}2\r\n${BODY}\r\n0\r\n\r\n`,
    400,
  ],
  [
    'a chunk with a bare line feed behind its extension',
    () => `${post('Host: x', key(), 'Transfer-Encoding: chunked')}2;a\n{}\r\n0\r\n\r\n`,
    400,
  ],
  [
    'chunk extensions of 20 KB',
    () =>
      `${post('Host: x', key(), 'Transfer-Encoding: chunked')}2;a=${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    413,
  ],
  ['headers of 20 KB', () => post('Host: x', key(), length, `X-Long: ${'x'.repeat(20_000)}`) + BODY, 431],
  ['TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
];

describe('a request that two programs could read in two ways, or nobody at all', () => {
  it.each(REFUSED)(
    'with %s is refused in the form of OpenAI, with an id, and the connection ends',
    async (_what, request, status) => {
      const answer = await talk(request());

      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
      expect(answer).not.toContain('(kept open)');
      expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
      expect(answer.toLowerCase()).toMatch(/\r\nx-request-id: [0-9a-f-]{36}\r\n/);
      const { error } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
      expect(error).toEqual({
        message: expect.any(String),
        type: 'invalid_request_error',
        param: null,
        code: expect.stringMatching(/^[a-z_]+$/),
      });
      expect(JSON.stringify(error)).not.toContain(gateway.secret);
    },
  );

  it('reached neither the ledger nor the upstream, and the gateway goes on', async () => {
    await talk(REFUSED[0]?.[1]() ?? '');
    const seen = [gateway.ledger.asked.length, gateway.upstream.requests.length, gateway.running.size];

    const answer = await gateway.chat(question());

    expect(seen).toEqual([0, 0, 0]);
    expect(answer.status).toBe(200);
    expect(gateway.faults).toEqual([]);
  });

  it('does not mean an offer of HTTP/2, which some clients make by themselves: that is passed over', async () => {
    const offer = ['Connection: Upgrade, HTTP2-Settings, close', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk'];

    const answer = await talk(post('Host: x', key(), ...offer, length) + BODY);

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).not.toContain('101 Switching');
  });

  it('does not mean an address with the host that the header names, as proxies write it', async () => {
    const asked = post('Host: X:80', key(), 'Connection: close', length).replace(' /v1', ' http://x:80/v1');

    expect(await talk(asked + BODY)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    '//v1/chat/completions',
    '/v1//chat/completions',
    '/v1/%ff',
    '/v1/nothing',
    '/v1',
    '/v1/chat/completions/../models',
  ])('at the address %s is answered in the form of OpenAI: there is nothing', async (path) => {
    const answer = await talk(`GET ${path} HTTP/1.1\r\nHost: x\r\n${key()}\r\nConnection: close\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('"code":"unknown_url"');
  });
});
