import { type Upstream, UpstreamFailure, type UpstreamKind } from './upstream';
import { type Route, UpstreamRouter } from './upstreamRouter';

const upstream = (name: string, kind: UpstreamKind = 'openai'): Upstream => ({
  name,
  kind,
  send: () => {
    throw new Error('Nobody is asked here.');
  },
  close: async () => {},
});
const [one, two, three] = [upstream('one'), upstream('two'), upstream('three')];
const models = [{ id: 'meta/llama', upstreamModel: 'llama-3' }];

async function fail(route: Route | null): Promise<void> {
  await route?.health.ask(() => Promise.reject(new UpstreamFailure('FAILED', 'gone'))).catch(() => {});
}

describe('the way to a model', () => {
  it('leads to the upstream that serves it, under the name it has there', () => {
    const router = new UpstreamRouter([
      { upstream: one, models: [{ id: 'meta/llama', upstreamModel: 'llama-3' }] },
      { upstream: two, models: [{ id: 'acme/bird', upstreamModel: 'bird' }] },
    ]);

    expect(router.pick('acme/bird')).toMatchObject({ upstream: two, upstreamModel: 'bird' });
  });

  it('leads to several upstreams by their weights, evenly spread', () => {
    const router = new UpstreamRouter([
      { upstream: one, models, weight: 3 },
      { upstream: two, models },
    ]);

    const names = Array.from({ length: 8 }, () => router.pick('meta/llama')?.upstream.name);

    expect(names).toEqual(['one', 'one', 'two', 'one', 'one', 'one', 'two', 'one']);
  });

  it('leaves out an upstream that is not well, and goes on by weight among the others', async () => {
    const router = new UpstreamRouter([
      { upstream: one, models, breaker: { failures: 1, restMs: 60_000 } },
      { upstream: two, models },
      { upstream: three, models },
    ]);
    await fail(router.pick('meta/llama'));

    const names = Array.from({ length: 4 }, () => router.pick('meta/llama')?.upstream.name);

    expect(names.sort()).toEqual(['three', 'three', 'two', 'two']);
    expect(router.pickOther('meta/llama', two)?.upstream).toBe(three);
  });

  it('still leads to the one that is well first when none is, but to no other one', async () => {
    const router = new UpstreamRouter([
      { upstream: one, models, breaker: { failures: 1, restMs: 60_000 } },
      { upstream: two, models, breaker: { failures: 1, restMs: 30_000 } },
    ]);
    await fail(router.pick('meta/llama'));
    await fail(router.pick('meta/llama'));

    expect(router.pick('meta/llama')?.upstream).toBe(two);
    expect(router.pickOther('meta/llama', two)).toBeNull();
  });

  it('leads only to those that speak a protocol which the caller knows', () => {
    const router = new UpstreamRouter([
      { upstream: one, models },
      { upstream: upstream('claude', 'anthropic'), models },
    ]);

    expect(router.pick('meta/llama', ['anthropic'])?.upstream.name).toBe('claude');
    expect(router.pickOther('meta/llama', one, ['openai'])).toBeNull();
    expect(router.pick('meta/llama', [])).toBeNull();
    expect(router.kindsOf('meta/llama')).toEqual(new Set(['openai', 'anthropic']));
    expect(router.kindsOf('unknown/model')).toEqual(new Set());
  });

  it('has no other end when only one upstream serves the model', () => {
    const router = new UpstreamRouter([{ upstream: one, models }]);

    expect(router.pickOther('meta/llama', one)).toBeNull();
    expect(router.pickOther('unknown/model', one)).toBeNull();
  });

  it.each(['unknown/model', '', '__proto__', 'constructor'])('leads nowhere for "%s"', (modelId) => {
    expect(new UpstreamRouter([{ upstream: one, models: [] }]).pick(modelId)).toBeNull();
  });
});
