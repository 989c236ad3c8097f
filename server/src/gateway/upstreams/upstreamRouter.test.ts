import type { Upstream } from './upstream';
import { UpstreamRouter } from './upstreamRouter';

const upstream = (name: string): Upstream => ({
  name,
  send: () => {
    throw new Error('Nobody is asked here.');
  },
  close: async () => {},
});
const [one, two] = [upstream('one'), upstream('two')];

describe('the way to a model', () => {
  it('leads to the upstream that serves it, under the name it has there', () => {
    const router = new UpstreamRouter([
      { upstream: one, models: [{ id: 'meta/llama', upstreamModel: 'llama-3' }] },
      { upstream: two, models: [{ id: 'acme/bird', upstreamModel: 'bird' }] },
    ]);

    expect(router.pick('acme/bird')).toEqual({ upstream: two, upstreamModel: 'bird' });
  });

  it('leads to several upstreams in turn', () => {
    const models = [{ id: 'meta/llama', upstreamModel: 'llama-3' }];
    const router = new UpstreamRouter([
      { upstream: one, models },
      { upstream: two, models },
    ]);

    const names = [1, 2, 3, 4].map(() => router.pick('meta/llama')?.upstream.name);

    expect(names.filter((name) => name === 'one')).toHaveLength(2);
    expect(names[0]).not.toBe(names[1]);
  });

  it.each(['unknown/model', '', '__proto__', 'constructor'])('leads nowhere for "%s"', (modelId) => {
    expect(new UpstreamRouter([{ upstream: one, models: [] }]).pick(modelId)).toBeNull();
  });
});
