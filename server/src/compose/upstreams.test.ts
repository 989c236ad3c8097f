import { configOf } from '../platform/testing/configOf';
import { openUpstreams } from './upstreams';

describe('the key of a provider', () => {
  it('makes its models callable in its own protocol, with a bound for answers where that asks for one', async () => {
    const config = configOf({ ANTHROPIC_API_KEY: 'sk-ant', OPENAI_API_KEY: 'sk', DEMO: 'off' });
    const { router, close } = await openUpstreams(config);

    const claude = router.pick('anthropic/claude-sonnet-4-5');
    const gpt = router.pick('openai/gpt-5');

    expect(claude).toMatchObject({ upstreamModel: 'claude-sonnet-4-5', maxOutputTokens: 64_000 });
    expect(claude?.upstream.kind).toBe('anthropic');
    expect(gpt).toMatchObject({ upstreamModel: 'gpt-5', maxOutputTokens: null });
    expect(gpt?.upstream.kind).toBe('openai');
    await close();
  });
});
