import type { DemoBehaviour } from '../demo/demoBehaviour';
import { demoReply } from '../demo/demoReply';
import { readDemoRequest } from '../demo/demoRequest';
import { countTokens } from '../gateway/metering/countTokens';
import type { EndReason } from '../usage/settlement';
import { question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
afterEach(() => gateway.close());

const FAST = { connectMs: 2_000, firstByteMs: 1_500, silenceMs: 300, totalMs: 3_000 };
const PATIENT = { connectMs: 2_000, firstByteMs: 5_000, silenceMs: 5_000, totalMs: 20_000 };

/** Where the tokens of a row come from: nothing was used, the exact report, zeros that were reported, or an estimate. */
type Tokens = 'NONE' | 'REPORTED' | 'ZERO' | 'ESTIMATED' | 'ESTIMATED HALF' | 'ESTIMATED SOME';

async function expectedTokens(tokens: Tokens): Promise<object> {
  const { pieces, promptTokens, completionTokens } = await demoReply(
    readDemoRequest(question()),
    countTokens,
  );
  const half = await countTokens(pieces.slice(0, Math.ceil(pieces.length / 2)).join(''));
  switch (tokens) {
    case 'NONE':
    case 'ZERO':
      return { inputTokens: 0, outputTokens: 0, source: 'REPORTED' };
    case 'REPORTED':
      return { inputTokens: promptTokens, outputTokens: completionTokens, source: 'REPORTED' };
    case 'ESTIMATED':
      return { inputTokens: promptTokens, outputTokens: completionTokens, source: 'ESTIMATED' };
    case 'ESTIMATED HALF':
      return { inputTokens: promptTokens, outputTokens: half, source: 'ESTIMATED' };
    case 'ESTIMATED SOME':
      return { inputTokens: promptTokens, outputTokens: expect.any(Number), source: 'ESTIMATED' };
  }
}

const codeIn = (text: string) => /"error":\{.*"code":("?[a-z_]+"?)\}/.exec(text)?.[1] ?? null;

describe('a stream of an upstream that answers with', () => {
  it.each<[DemoBehaviour, number, string | null, [EndReason, Tokens]]>([
    ['refuse', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['reset', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['hang', 504, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'NONE']],
    ['status-429', 429, '"rate_limit_exceeded"', ['UPSTREAM_FAILED', 'NONE']],
    ['status-500', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['html', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['reset-mid', 200, '"upstream_error"', ['UPSTREAM_FAILED', 'ESTIMATED HALF']],
    ['end-early', 200, '"upstream_error"', ['UPSTREAM_FAILED', 'ESTIMATED HALF']],
    ['error-event', 200, '"upstream_error"', ['UPSTREAM_FAILED', 'ESTIMATED HALF']],
    ['bad-chunk', 200, '"upstream_error"', ['UPSTREAM_FAILED', 'ESTIMATED HALF']],
    ['stall', 200, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'ESTIMATED HALF']],
    ['trickle', 504, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'NONE']],
    ['endless', 200, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'ESTIMATED SOME']],
    ['huge-line', 200, '"upstream_error"', ['UPSTREAM_FAILED', 'ESTIMATED HALF']],
    ['no-usage', 200, null, ['COMPLETED', 'ESTIMATED']],
    ['zero-usage', 200, null, ['COMPLETED', 'ZERO']],
    ['odd-usage', 200, null, ['COMPLETED', 'ESTIMATED']],
    ['usage-twice', 200, null, ['COMPLETED', 'REPORTED']],
  ])('%s', async (behaviour, status, code, [endReason, tokens]) => {
    gateway = await TestGateway.start({ behaviour, timeouts: FAST });

    const answer = await gateway.chat(question({ stream: true }));
    const text = await answer.text();

    expect([answer.status, codeIn(text)]).toEqual([status, code]);
    expect(text.endsWith('data: [DONE]\n\n')).toBe(code === null);
    expect(text.includes('[DONE]')).toBe(code === null);
    expect(text).not.toContain('org-demo12345');
    expect(gateway.ledger.settlements).toHaveLength(1);
    expect(gateway.ledger.settlements[0]).toMatchObject({ endReason, usage: await expectedTokens(tokens) });
    expect(gateway.faults).toEqual([]);
    expect(gateway.running.size).toBe(0);
  });
});

describe('an answer in one piece of an upstream that answers with', () => {
  it.each<[DemoBehaviour, number, string | null, [EndReason, Tokens]]>([
    ['refuse', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['reset', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['hang', 504, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'NONE']],
    ['status-429', 429, '"rate_limit_exceeded"', ['UPSTREAM_FAILED', 'NONE']],
    ['status-500', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['html', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['reset-mid', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['end-early', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['error-event', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['bad-chunk', 502, '"upstream_error"', ['UPSTREAM_FAILED', 'NONE']],
    ['stall', 504, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'NONE']],
    ['trickle', 504, '"upstream_timeout"', ['UPSTREAM_TIMEOUT', 'NONE']],
    ['no-usage', 200, null, ['COMPLETED', 'ESTIMATED']],
    ['zero-usage', 200, null, ['COMPLETED', 'ZERO']],
    ['odd-usage', 200, null, ['COMPLETED', 'ESTIMATED']],
    ['usage-twice', 200, null, ['COMPLETED', 'REPORTED']],
  ])('%s', async (behaviour, status, code, [endReason, tokens]) => {
    gateway = await TestGateway.start({ behaviour, timeouts: FAST });

    const answer = await gateway.chat(question());
    const text = await answer.text();

    expect([answer.status, codeIn(text)]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(text).not.toContain('org-demo12345');
    expect(gateway.ledger.settlements).toHaveLength(1);
    expect(gateway.ledger.settlements[0]).toMatchObject({ endReason, usage: await expectedTokens(tokens) });
    expect(gateway.faults).toEqual([]);
    expect(gateway.running.size).toBe(0);
  });

  it.each<DemoBehaviour>(['endless', 'huge-line'])(
    '%s, which is given up at the bound',
    async (behaviour) => {
      gateway = await TestGateway.start({ behaviour, timeouts: PATIENT });

      const answer = await gateway.chat(question());

      expect(answer.status).toBe(502);
      expect(gateway.ledger.settlements).toHaveLength(1);
      expect(gateway.ledger.settlements[0]).toMatchObject({
        endReason: 'UPSTREAM_FAILED',
        usage: await expectedTokens('NONE'),
      });
    },
  );
});

describe('an upstream', () => {
  it.each([true, false])('that is slow is waited for, streamed: %s', async (stream) => {
    gateway = await TestGateway.start({ behaviour: 'slow', timeouts: PATIENT });

    const answer = await gateway.chat(question({ stream, max_tokens: 5 }));
    await answer.text();

    expect(gateway.ledger.settlements[0]).toMatchObject({
      endReason: 'COMPLETED',
      usage: { outputTokens: 5, source: 'REPORTED' },
    });
    expect(gateway.ledger.settlements[0]?.latencyMs).toBeGreaterThan(100);
  });

  it('that refuses for a while says for how long', async () => {
    gateway = await TestGateway.start({ behaviour: 'status-429' });

    const answer = await gateway.chat(question());

    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('that cannot be reached costs nothing', async () => {
    gateway = await TestGateway.start({
      configure: (config) => ({ ...config, baseUrl: 'http://127.0.0.1:1/v1' }),
    });

    const answer = await gateway.chat(question({ stream: true }));

    expect(answer.status).toBe(502);
    expect(gateway.ledger.settlements[0]).toMatchObject({ usage: { inputTokens: 0 }, firstByteMs: null });
    expect(gateway.upstreamErrors).toHaveLength(1);
  });

  it('is let go at once after a failure in its stream', async () => {
    gateway = await TestGateway.start({ behaviour: 'bad-chunk', tokensPerSecond: 100 });

    await (await gateway.chat(question({ stream: true }))).text();

    const deadline = performance.now() + 500;
    while (gateway.upstream.openCount > 0 && performance.now() < deadline) await new Promise(setImmediate);
    expect(gateway.upstream.openCount).toBe(0);
  });
});
