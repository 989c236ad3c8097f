import { DomainError } from '../platform/domainError';
import type { EndReason, Settlement } from '../usage/settlement';
import { CallsInMemory } from './testing/callsInMemory';
import { MemoryAnswer } from './testing/memoryAnswer';
import { EVENTS, JSON_HEAD, ScriptedUpstream, type ScriptStep } from './testing/scriptedUpstream';
import { UpstreamFailure } from './upstreams/upstream';

const said = (content: string) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }], usage: null })}\n\n`;
const usage = { prompt_tokens: 70, completion_tokens: 9 };
const REPORT = `data: ${JSON.stringify({ choices: [], usage })}\n\n`;
const DONE = 'data: [DONE]\n\n';
const COMPLETION = JSON.stringify({ choices: [{ message: { content: 'hello' } }], usage });
/** user, hello, world; 3 around the message and 3 before the answer. */
const PROMPT_TOKENS = 9;

const scripted = (steps: readonly ScriptStep[], head = EVENTS) => new ScriptedUpstream(head, steps);
const broken = new UpstreamFailure('FAILED', 'reset');
const late = new UpstreamFailure('TIMEOUT', 'silence');
const tokensOf = ({ usage: { inputTokens, outputTokens, source } }: Settlement) => [
  inputTokens,
  outputTokens,
  source,
];

describe('a chat completion', () => {
  it('is settled before its last bytes go out', async () => {
    const answer = new MemoryAnswer();
    let seenAtSettling = '';
    const settle = jest.fn(async () => {
      seenAtSettling = answer.text;
    });
    const gate = new CallsInMemory(scripted([said('hello'), REPORT, DONE]), { settle });

    await gate.ask({}, answer);

    expect(seenAtSettling).toContain('hello');
    expect(seenAtSettling).not.toContain('[DONE]');
    expect(answer.text.endsWith(DONE)).toBe(true);
    expect(settle).toHaveBeenCalledTimes(1);
  });

  it('goes to the upstream under the name it has there', async () => {
    const upstream = scripted([DONE]);

    await new CallsInMemory(upstream).ask();

    expect(JSON.parse(upstream.requests[0]?.body.toString() ?? '')).toMatchObject({
      model: 'llama-3',
      stream_options: { include_usage: true },
    });
    expect(upstream.requests[0]).toMatchObject({
      path: '/chat/completions',
      requestId: 'request-1',
      wantsStream: true,
    });
    expect(upstream.endings).toEqual(['RELEASED']);
  });

  it.each<[string, EndReason, unknown[], ScriptStep[]]>([
    ['complete and reported', 'COMPLETED', [70, 9, 'REPORTED'], [said('hello'), REPORT, DONE]],
    ['complete without a report', 'COMPLETED', [PROMPT_TOKENS, 1, 'ESTIMATED'], [said('hello'), DONE]],
    ['empty', 'COMPLETED', [PROMPT_TOKENS, 0, 'ESTIMATED'], [DONE]],
    ['broken before its first event', 'UPSTREAM_FAILED', [0, 0, 'REPORTED'], [broken]],
    ['late with its first event', 'UPSTREAM_TIMEOUT', [0, 0, 'REPORTED'], [late]],
    ['broken in the middle', 'UPSTREAM_FAILED', [PROMPT_TOKENS, 1, 'ESTIMATED'], [said('hello'), broken]],
    ['silent in the middle', 'UPSTREAM_TIMEOUT', [PROMPT_TOKENS, 1, 'ESTIMATED'], [said('hello'), late]],
    ['broken after its report', 'UPSTREAM_FAILED', [70, 9, 'REPORTED'], [said('hello'), REPORT, broken]],
    ['ended without [DONE]', 'UPSTREAM_FAILED', [PROMPT_TOKENS, 1, 'ESTIMATED'], [said('hello')]],
    [
      'ended without [DONE] after its report',
      'UPSTREAM_FAILED',
      [70, 9, 'REPORTED'],
      [said('hello'), REPORT],
    ],
    [
      'cut inside an event',
      'UPSTREAM_FAILED',
      [PROMPT_TOKENS, 1, 'ESTIMATED'],
      [said('hello'), 'data: {"cho'],
    ],
    [
      'in error',
      'UPSTREAM_FAILED',
      [PROMPT_TOKENS, 1, 'ESTIMATED'],
      [said('hello'), 'data: {"error":{}}\n\n', DONE],
    ],
    [
      'in error by name',
      'UPSTREAM_FAILED',
      [PROMPT_TOKENS, 1, 'ESTIMATED'],
      [said('hello'), 'event: error\ndata: {}\n\n'],
    ],
    [
      'without sense',
      'UPSTREAM_FAILED',
      [PROMPT_TOKENS, 1, 'ESTIMATED'],
      [said('hello'), 'data: {\n\n', DONE],
    ],
    [
      'too much for one event',
      'UPSTREAM_FAILED',
      [PROMPT_TOKENS, 1, 'ESTIMATED'],
      [said('hello'), 'x'.repeat(2_000_000)],
    ],
    ['cut into single bytes', 'COMPLETED', [70, 9, 'REPORTED'], [...(said('hello') + REPORT + DONE)]],
  ])('that is %s is settled once', async (_how, endReason, tokens, steps) => {
    const upstream = scripted(steps);
    const gate = new CallsInMemory(upstream);

    const answer = await gate.ask();

    expect(gate.ledger.settlements.map((settlement) => settlement.endReason)).toEqual([endReason]);
    expect(gate.ledger.settlements.map(tokensOf)).toEqual([tokens]);
    expect(gate.running.size).toBe(0);
    expect(upstream.endings).toEqual([endReason === 'COMPLETED' ? 'RELEASED' : 'CANCELLED']);
    expect(answer.text.includes('[DONE]')).toBe(endReason === 'COMPLETED');
    expect(answer.text.includes('"error"')).toBe(endReason !== 'COMPLETED');
    expect(answer.isEnded).toBe(true);
    expect(gate.faults).toEqual([]);
  });

  it('has a status of its own while nothing of it was sent, and an error event from then on', async () => {
    const early = await new CallsInMemory(scripted([broken])).ask();
    const middle = await new CallsInMemory(scripted([said('hello'), broken])).ask();
    const tooLate = await new CallsInMemory(scripted([late])).ask();

    expect([early.status, middle.status, tooLate.status]).toEqual([502, 200, 504]);
    expect(early.headers['content-type']).toContain('application/json');
    expect(middle.text).toMatch(/hello.*\n\ndata: \{"error":\{.*"code":"upstream_error"\}\}\n\n$/s);
  });

  it('shows what came before the failure, even in the same packet', async () => {
    const answer = await new CallsInMemory(scripted([`${said('hello')}data: {\n\n`])).ask();

    expect(answer.text).toContain('hello');
  });

  it.each([
    ['not asked for', {}, false],
    ['asked for', { stream_options: { include_usage: true } }, true],
  ])('has usage in its stream only when it was asked for: %s', async (_how, extra, isShown) => {
    const gate = new CallsInMemory(scripted([said('hello'), REPORT, DONE]));

    const answer = await gate.ask(extra);

    expect(answer.text.includes('usage')).toBe(isShown);
    expect(answer.text === said('hello') + REPORT + DONE).toBe(isShown);
    expect(gate.ledger.settlements.map(tokensOf)).toEqual([[70, 9, 'REPORTED']]);
  });

  it('in one piece reaches the client to the byte', async () => {
    const gate = new CallsInMemory(scripted([COMPLETION.slice(0, 20), COMPLETION.slice(20)], JSON_HEAD));

    const answer = await gate.ask({ stream: false });

    expect([answer.status, answer.text]).toEqual([200, COMPLETION]);
    expect(answer.headers['content-length']).toBe(String(COMPLETION.length));
    expect(gate.ledger.settlements.map(tokensOf)).toEqual([[70, 9, 'REPORTED']]);
  });

  it.each<[string, ScriptStep[]]>([
    ['broken off', [COMPLETION.slice(0, 20), broken]],
    ['cut short', [COMPLETION.slice(0, 20)]],
    ['empty', []],
    ['a page', ['<html></html>']],
    ['an error in disguise', ['{"error":{"message":"x"}}']],
  ])('in one piece that is %s costs nothing', async (_how, steps) => {
    const gate = new CallsInMemory(scripted(steps, JSON_HEAD));

    const answer = await gate.ask({ stream: false });

    expect(answer.status).toBe(502);
    expect(gate.ledger.settlements.map(tokensOf)).toEqual([[0, 0, 'REPORTED']]);
  });

  it('is refused as unavailable, before anything is opened, while the database cannot be asked', async () => {
    const upstream = scripted([DONE]);
    const gate = new CallsInMemory(upstream);
    gate.ledger.isAway = true;

    const answer = await gate.ask();

    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(upstream.requests).toEqual([]);
    expect(gate.ledger.settlements).toEqual([]);
  });

  it('for a model that no upstream serves is settled with nothing', async () => {
    const gate = new CallsInMemory(scripted([DONE]));

    const answer = await gate.ask({ model: 'nowhere/served' });

    expect(answer.status).toBe(502);
    expect(gate.ledger.settlements.map(tokensOf)).toEqual([[0, 0, 'REPORTED']]);
  });

  it('hides a fault of ours, reports it, and settles all the same', async () => {
    const fault = new TypeError('x is not a function at /srv/secret/path.ts');
    const gate = new CallsInMemory(scripted([said('hello'), fault]));

    const answer = await gate.ask();

    expect(gate.faults).toEqual([fault]);
    expect(answer.text).toContain('"code":"internal_error"');
    expect(answer.text).not.toContain('secret');
    expect(gate.ledger.settlements).toHaveLength(1);
  });

  it('hides a fault of the admission and reports it', async () => {
    const fault = new Error('syntax error at or near "SELECT"');
    const gate = new CallsInMemory(scripted([DONE]), { admit: () => Promise.reject(fault) });

    const answer = await gate.ask();

    expect([answer.status, gate.faults]).toEqual([500, [fault]]);
    expect(answer.text).not.toContain('SELECT');
  });

  describe('that cannot be settled in time', () => {
    const away = { settle: () => Promise.reject(new DomainError('UNAVAILABLE', 'Not in time.')) };

    it('ends its stream with an error and never with [DONE]', async () => {
      const answer = await new CallsInMemory(scripted([said('hello'), REPORT, DONE]), away).ask();

      expect(answer.text).toMatch(/"code":"service_unavailable"\}\}\n\n$/);
      expect(answer.text).not.toContain('[DONE]');
    });

    it('is not handed out in one piece', async () => {
      const answer = await new CallsInMemory(scripted([COMPLETION], JSON_HEAD), away).ask({ stream: false });

      expect(answer.status).toBe(503);
      expect(answer.text).not.toContain('hello');
    });

    it('keeps the error that it ended with', async () => {
      const answer = await new CallsInMemory(scripted([late]), away).ask();

      expect(answer.status).toBe(504);
    });

    it('is waited for two seconds', async () => {
      const settle = jest.fn(async () => {});

      await new CallsInMemory(scripted([DONE]), { settle }).ask();

      expect(settle).toHaveBeenCalledWith(expect.objectContaining({ requestId: 'request-1' }), 2_000);
    });
  });
});

describe('a call that is refused', () => {
  it.each([
    ['MODEL_NOT_FOUND', { model: 'no/such' }],
    ['INVALID_REQUEST', { messages: [] }],
  ] as const)('is counted as %s, once, and asks no upstream', async (code, extra) => {
    const upstream = scripted([DONE]);
    const refused = jest.fn();
    const gate = new CallsInMemory(upstream, { observer: { refused, settled: () => {} } });

    await gate.ask(extra);

    expect(refused.mock.calls).toEqual([[code]]);
    expect(upstream.requests).toEqual([]);
    expect(gate.ledger.settlements).toEqual([]);
  });
});
