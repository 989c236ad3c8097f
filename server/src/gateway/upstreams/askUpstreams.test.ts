import { UpstreamRefused } from '../callEnding';
import { CallStopped } from '../callStopped';
import { ScriptedUpstream } from '../testing/scriptedUpstream';
import { waitForAcceptance } from '../upstreamAnswer';
import { askUpstreams } from './askUpstreams';
import { UpstreamFailure } from './upstream';
import { UpstreamAttempts } from './upstreamAttempts';
import { UpstreamRouter } from './upstreamRouter';

const OK = { status: 200, headers: { 'content-type': 'text/event-stream' } };
const json = (status: number, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
});
const refusal = (code: string) => JSON.stringify({ error: { message: 'No.', type: 't', param: null, code } });

function world(...upstreams: ScriptedUpstream[]) {
  let now = 0;
  const attempts = new UpstreamAttempts(() => (now += 5));
  const abort = new AbortController();
  const models = [{ id: 'meta/llama', upstreamModel: 'llama-3' }];
  const router = new UpstreamRouter(upstreams.map((upstream) => ({ upstream, models })));
  const retried: unknown[] = [];
  const ask = (modelId = 'meta/llama') =>
    askUpstreams({
      first: () => {
        const route = router.pick(modelId);
        if (!route) throw new UpstreamFailure('FAILED', 'none');
        return route;
      },
      other: ({ upstream }) => router.pickOther(modelId, upstream),
      onRetry: (error) => retried.push(error),
      attempts,
      send: ({ upstream }) => {
        abort.signal.throwIfAborted();
        return upstream.send({
          path: '/chat/completions',
          body: Buffer.from('{}'),
          wantsStream: true,
          requestId: 'request-1',
          signal: abort.signal,
        });
      },
      accept: (exchange) => waitForAcceptance(exchange, true),
    });
  return { ask, attempts, abort, retried };
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a call that one upstream fails', () => {
  it.each([
    [
      'does not take the connection',
      new ScriptedUpstream(new UpstreamFailure('FAILED', 'refused'), []),
      'FAILED',
      null,
    ],
    [
      'does not answer in time',
      new ScriptedUpstream(new UpstreamFailure('TIMEOUT', 'late'), []),
      'TIMEOUT',
      null,
    ],
    ['answers 500', new ScriptedUpstream(json(500), []), 'FAILED', 500],
    ['answers 503', new ScriptedUpstream(json(503), []), 'FAILED', 503],
    ['redirects', new ScriptedUpstream(json(302), []), 'FAILED', 302],
    [
      'sends a page',
      new ScriptedUpstream({ status: 200, headers: { 'content-type': 'text/html' } }, []),
      'FAILED',
      200,
    ],
    [
      'breaks off before its first byte',
      new ScriptedUpstream(OK, [new UpstreamFailure('FAILED', 'reset')]),
      'FAILED',
      null,
    ],
    ['refuses our account', new ScriptedUpstream(json(401), [refusal('invalid_api_key')]), 'FAILED', 401],
    ['has no quota for us', new ScriptedUpstream(json(429), [refusal('insufficient_quota')]), 'FAILED', 429],
    ['has too many', new ScriptedUpstream(json(429), [refusal('rate_limit_exceeded')]), 'REFUSED', 429],
    ['timed out in its queue', new ScriptedUpstream(json(408), [refusal('timeout')]), 'REFUSED', 408],
  ])('since it %s is answered by another one', async (_case, first, outcome, status) => {
    const second = new ScriptedUpstream(OK, ['data: [DONE]\n\n']);
    const { ask, attempts, retried } = world(first, second);

    const { route, exchange } = await ask();

    expect(route.upstream).toBe(second);
    expect((await exchange.read())?.toString()).toBe('data: [DONE]\n\n');
    expect(first.endings).toEqual(['CANCELLED']);
    expect([attempts.count, retried.length]).toEqual([2, 1]);
    expect(attempts.failed).toEqual([{ number: 1, upstream: 'scripted', outcome, status, latencyMs: 5 }]);
  });

  it.each([400, 404, 409, 413, 415, 422])(
    'with %i, the fault of the request, is asked nowhere else',
    async (status) => {
      const first = new ScriptedUpstream(json(status), [refusal('bad')]);
      const second = new ScriptedUpstream(OK, []);
      const { ask, attempts } = world(first, second);

      expect(await failureOf(ask())).toBeInstanceOf(UpstreamRefused);
      expect(second.requests).toEqual([]);
      expect(attempts.failed).toMatchObject([{ outcome: 'REFUSED', status }]);
    },
  );

  it('is tried twice at most, and gets the last answer', async () => {
    const upstreams = [500, 503, 200].map(
      (status) => new ScriptedUpstream(status === 200 ? OK : json(status), ['data: x\n\n']),
    );
    const { ask, attempts } = world(...upstreams);

    expect(await failureOf(ask())).toMatchObject({ name: 'UpstreamFailure', status: 503 });
    expect(upstreams.map(({ requests }) => requests.length)).toEqual([1, 1, 0]);
    expect(attempts.failed.map(({ number, status }) => [number, status])).toEqual([
      [1, 500],
      [2, 503],
    ]);
  });

  it('is not tried again at the only upstream of the model', async () => {
    const only = new ScriptedUpstream(json(500), []);
    const { ask } = world(only);

    expect(await failureOf(ask())).toBeInstanceOf(UpstreamFailure);
    expect(only.requests).toHaveLength(1);
  });

  it('is not tried again after its first byte', async () => {
    const first = new ScriptedUpstream(OK, ['data: {}\n\n', new UpstreamFailure('FAILED', 'reset')]);
    const second = new ScriptedUpstream(OK, []);
    const { ask, attempts } = world(first, second);

    const { exchange } = await ask();

    const bytes = await exchange.read();
    expect(bytes?.toString()).toBe('data: {}\n\n');
    expect(await failureOf(exchange.read())).toBeInstanceOf(UpstreamFailure);
    expect([second.requests.length, attempts.failed.length]).toEqual([0, 0]);
  });

  it('is not tried again when its client has left', async () => {
    const stopped = new CallStopped('CLIENT_GONE');
    const first: ScriptedUpstream = new ScriptedUpstream(OK, [() => abort.abort(stopped)]);
    const second = new ScriptedUpstream(OK, []);
    const { ask, abort, attempts } = world(first, second);

    expect(await failureOf(ask())).toBe(stopped);
    expect([first.endings, second.requests]).toEqual([['CANCELLED'], []]);
    expect([attempts.count, attempts.isSent, attempts.failed]).toEqual([1, true, []]);
  });

  it('is not counted as sent while only failures came back', async () => {
    const { ask, attempts } = world(new ScriptedUpstream(json(500), []));
    await failureOf(ask());

    expect(attempts.isSent).toBe(false);
  });

  it('fails when no upstream serves the model', async () => {
    expect(await failureOf(world().ask())).toMatchObject({ name: 'UpstreamFailure', kind: 'FAILED' });
  });
});
