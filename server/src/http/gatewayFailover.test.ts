import OpenAI from 'openai';
import type { DemoBehaviour } from '../demo/demoBehaviour';
import { preloadTokenizer } from '../gateway/metering/countTokens';
import { ACCOUNT_HEADERS } from '../test/fakeUpstream';
import { PROMPT_TOKENS, question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
// Loading it takes longer than the upstreams of these tests may.
beforeAll(() => preloadTokenizer());
afterEach(() => gateway.close());

const FAST = { connectMs: 2_000, firstByteMs: 1_500, silenceMs: 1_500, totalMs: 10_000 };
const failedAttempts = () => gateway.ledger.settlements.map(({ attempts }) => attempts);

describe('a call whose first upstream fails before its first byte', () => {
  it.each<[DemoBehaviour, boolean, string, number | null]>([
    ['refuse', true, 'FAILED', null],
    ['refuse', false, 'FAILED', null],
    ['reset', true, 'FAILED', null],
    ['reset', false, 'FAILED', null],
    ['hang', true, 'TIMEOUT', null],
    ['status-429', true, 'REFUSED', 429],
    ['status-429', false, 'REFUSED', 429],
    ['status-500', true, 'FAILED', 500],
    ['status-500', false, 'FAILED', 500],
    ['html', true, 'FAILED', 200],
  ])(
    'by "%s" is answered by another one as if nothing had been, streamed: %s',
    async (behaviour, stream, outcome, status) => {
      gateway = await TestGateway.start({ behaviour, second: 'well', timeouts: FAST });

      const answer = await gateway.chat(question({ stream }));
      const text = await answer.text();

      expect(answer.status).toBe(200);
      expect(text).toContain(stream ? 'data: [DONE]' : '"finish_reason":"stop"');
      expect(text).not.toContain('"error"');
      expect(JSON.stringify([...answer.headers])).not.toContain(ACCOUNT_HEADERS.server);
      expect([gateway.upstream.requests.length, gateway.second?.requests.length]).toEqual([1, 1]);
      expect(gateway.second?.last.body()).toBe(gateway.upstream.last.body());
      expect(gateway.ledger.settlements).toHaveLength(1);
      expect(gateway.ledger.settlements[0]).toMatchObject({
        endReason: 'COMPLETED',
        usage: { inputTokens: PROMPT_TOKENS, source: 'REPORTED' },
        attempts: { count: 2, failed: [{ number: 1, upstream: 'fake', outcome, status }] },
      });
      expect(gateway.upstreamErrors).toHaveLength(1);
    },
  );

  it('and whose second one fails too is told the second failure, and pays nothing', async () => {
    gateway = await TestGateway.start({ behaviour: 'status-500', second: 'reset', timeouts: FAST });

    const answer = await gateway.chat(question({ stream: true }));

    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: { code: 'upstream_error' } });
    expect(gateway.ledger.settlements).toMatchObject([
      {
        endReason: 'UPSTREAM_FAILED',
        usage: { inputTokens: 0, outputTokens: 0 },
        attempts: {
          count: 2,
          failed: [
            { number: 1, upstream: 'fake', status: 500 },
            { number: 2, upstream: 'second', status: null },
          ],
        },
      },
    ]);
  });
});

describe('a call', () => {
  it.each<DemoBehaviour>(['reset-mid', 'end-early', 'error-event', 'bad-chunk', 'huge-line'])(
    'whose stream has begun is not asked again elsewhere: %s ends it with an error event',
    async (behaviour) => {
      gateway = await TestGateway.start({ behaviour, second: 'well', timeouts: FAST });

      const text = await (await gateway.chat(question({ stream: true }))).text();

      expect(text).toMatch(/data: \{"error":\{.*"code":"upstream_error"\}\}\n\n$/);
      expect(text).not.toContain('[DONE]');
      expect(gateway.second?.requests).toEqual([]);
      expect(failedAttempts()).toEqual([{ count: 1, failed: [] }]);
    },
  );

  it('that is at fault itself is asked nowhere else', async () => {
    gateway = await TestGateway.start({ second: 'well' });

    const tooLong = [{ role: 'user', content: 'word '.repeat(300_000) }];
    const answer = await gateway.chat(question({ messages: tooLong }));

    expect(answer.status).toBe(400);
    expect(gateway.second?.requests).toEqual([]);
    expect(gateway.ledger.settlements).toMatchObject([{ usage: { inputTokens: 0 } }]);
  });

  it('passes over an upstream that asked to be left alone, until its time is over', async () => {
    gateway = await TestGateway.start({ behaviour: 'status-429', second: 'well' });

    for (let call = 0; call < 4; call += 1) expect((await gateway.chat(question())).status).toBe(200);

    // It said "7 seconds" at the first call, and was not asked again.
    expect([gateway.upstream.requests.length, gateway.second?.requests.length]).toEqual([1, 4]);
  });

  it('to the only upstream of its model is put there although that is not well, and gets its answer', async () => {
    gateway = await TestGateway.start({ behaviour: 'status-429' });

    const answers = [await gateway.chat(question()), await gateway.chat(question())];

    expect(answers.map(({ status }) => status)).toEqual([429, 429]);
    expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['7', '7']);
    expect(gateway.upstream.requests).toHaveLength(2);
  });
});

describe('a program that repeats its calls by itself', () => {
  it('makes a call of its own each time, of which those that failed cost nothing', async () => {
    gateway = await TestGateway.start({ behaviour: 'status-500' });
    const client = new OpenAI({ apiKey: gateway.secret, baseURL: `${gateway.url}/v1` });

    const answer = client.chat.completions.create({
      model: 'demo/quick',
      messages: [{ role: 'user', content: 'How do rivers find the sea?' }],
    });

    await expect(answer).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    const { settlements } = gateway.ledger;
    expect(settlements).toHaveLength(3);
    expect(new Set(settlements.map(({ requestId }) => requestId)).size).toBe(3);
    expect(settlements.map(({ usage }) => usage.inputTokens + usage.outputTokens)).toEqual([0, 0, 0]);
  }, 30_000);
});
