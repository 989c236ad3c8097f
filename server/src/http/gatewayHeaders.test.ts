import OpenAI from 'openai';
import { question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start({
    configure: (config) => ({ ...config, headers: { 'x-operator': 'yes' } }),
  });
});
afterAll(() => gateway.close());

const namesOf = (headers: Headers) => [...headers.keys()].sort();
/** On every answer of this server; what else there is depends on the answer. */
const ALWAYS = [
  'cache-control',
  'connection',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'date',
  'keep-alive',
  'origin-agent-cluster',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-request-id',
  'x-xss-protection',
];
const ON_CALLS = [...ALWAYS, 'server-timing', 'x-keymeter-overhead-ms'];

describe('what goes up to an upstream', () => {
  it.each([true, false])('is this and nothing that a client sent, streamed: %s', async (stream) => {
    const answer = await gateway.chat(question({ stream }), {
      cookie: 'session=client',
      'x-forwarded-for': '203.0.113.1',
      'x-forwarded-host': 'client.example',
      forwarded: 'for=client',
      via: '1.1 client',
      'x-api-key': gateway.secret,
      'openai-organization': 'org-client',
      'openai-project': 'proj-client',
      'anthropic-version': 'client',
      'x-stainless-lang': 'js',
      'x-request-id': 'client-request',
      'idempotency-key': 'client-key',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      baggage: 'client=1',
      'x-demo-behaviour': 'status-500',
      'user-agent': 'client/1',
      'accept-language': 'de',
    });
    await answer.text();

    const { headers, path } = gateway.upstream.last;
    expect(answer.status).toBe(200);
    expect(path).toBe('/v1/chat/completions');
    expect(Object.keys(headers).sort()).toEqual(
      [
        'accept',
        'accept-encoding',
        'authorization',
        'connection',
        'content-length',
        'content-type',
        'host',
        'user-agent',
        'x-operator',
        'x-request-id',
      ].sort(),
    );
    expect(headers).toMatchObject({
      authorization: 'Bearer upstream-secret-1234567890',
      'user-agent': 'keymeter',
      'x-request-id': answer.headers.get('x-request-id'),
    });
    expect(JSON.stringify(headers)).not.toMatch(/client|203\.0\.113\.1|aim_sk/);
  });
});

describe('what comes down to a client', () => {
  it('is this with an answer in one piece, and nothing that the upstream sent', async () => {
    const answer = await gateway.chat(question());
    await answer.text();

    expect(namesOf(answer.headers)).toEqual([...ON_CALLS, 'content-length'].sort());
  });

  it('is this with a stream', async () => {
    const answer = await gateway.chat(question({ stream: true }));
    await answer.text();

    expect(namesOf(answer.headers)).toEqual([...ON_CALLS, 'transfer-encoding', 'x-accel-buffering'].sort());
  });

  it('is this with a refusal, of ours and of the upstream', async () => {
    const ours = await gateway.chat('{}');
    const theirs = await gateway.chat(
      question({ messages: [{ role: 'user', content: 'word '.repeat(300_000) }] }),
    );

    expect([ours.status, theirs.status]).toEqual([400, 400]);
    expect(namesOf(ours.headers)).toEqual([...ALWAYS, 'content-length'].sort());
    expect(namesOf(theirs.headers)).toEqual([...ON_CALLS, 'content-length'].sort());
  });

  it('tells where the time went, and what of it was not waited for the upstream', async () => {
    const answers = [await gateway.chat(question()), await gateway.chat(question({ stream: true }))];

    const timings = answers.map(({ headers }) => headers.get('server-timing'));
    const overheads = answers.map(({ headers }) => Number(headers.get('x-keymeter-overhead-ms')));
    expect(timings[0]).toMatch(/^admission;dur=[\d.]+, upstream;dur=[\d.]+, settlement;dur=[\d.]+$/);
    expect(timings[1]).toMatch(/^admission;dur=[\d.]+, upstream;dur=[\d.]+$/);
    for (const ms of overheads) expect(ms).toBeGreaterThanOrEqual(0);
  });
});

describe('the cost of a call', () => {
  const DEBUG = { 'x-keymeter-debug': '1' };

  it('is told to those who ask for it: in a header, or before the last event of a stream', async () => {
    const whole = await gateway.chat(question(), DEBUG);
    const stream = await gateway.chat(question({ stream: true }), DEBUG);
    const text = await stream.text();

    expect(whole.headers.get('x-keymeter-cost')).toBe('0.000123');
    expect(stream.headers.get('x-keymeter-cost')).toBeNull();
    expect(text).toMatch(/\n\n: x-keymeter-cost 0\.000123\n\ndata: \[DONE\]\n\n$/);
  });

  it.each([undefined, '0', 'true'])('is not told otherwise: %s', async (wish) => {
    const headers = wish === undefined ? {} : { 'x-keymeter-debug': wish };
    const whole = await gateway.chat(question(), headers);
    const text = await (await gateway.chat(question({ stream: true }), headers)).text();

    expect(whole.headers.get('x-keymeter-cost')).toBeNull();
    expect(text).not.toContain('x-keymeter');
  });

  it('does not disturb the official client', async () => {
    const client = new OpenAI({
      apiKey: gateway.secret,
      baseURL: `${gateway.url}/v1`,
      defaultHeaders: DEBUG,
    });
    const stream = await client.chat.completions.create({
      model: 'demo/quick',
      messages: [{ role: 'user', content: 'How do rivers find the sea?' }],
      stream: true,
    });

    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';

    expect(text.length).toBeGreaterThan(10);
  });
});
