import { promptTally } from './promptTally';

const AROUND = 3;
const BEFORE_ANSWER = 3;

describe('the estimate of a prompt', () => {
  it('counts what the model reads: roles, texts and what stands around them', async () => {
    const messages = [
      { role: 'user', content: 'hello world' },
      { role: 'assistant', content: [{ type: 'text', text: 'hello' }] },
    ];

    const tally = promptTally({}, messages);

    // user, hello, world; assistant, text, hello.
    expect(await tally.tokens()).toBe(BEFORE_ANSWER + 2 * AROUND + 3 + 3);
  });

  it('counts tools and schemas', async () => {
    const plain = await promptTally({}, [{}]).tokens();

    const withTools = await promptTally({ tools: [{ name: 'weather' }], response_format: { type: 'x' } }, [
      {},
    ]).tokens();

    expect(withTools).toBeGreaterThan(plain + 8);
  });

  it('takes an image for a fixed number of tokens, however many bytes it has', async () => {
    const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(500_000)}` } };

    const tally = promptTally({}, [{ role: 'user', content: [image] }]);

    expect(await tally.tokens()).toBeLessThan(1_100);
    expect(tally.tokensAtMost).toBeLessThan(1_100);
  });

  it('is never below the count in its upper bound', async () => {
    const tally = promptTally({}, [{ role: 'user', content: 'Xin chào 你好 😀' }]);

    expect(tally.tokensAtMost).toBeGreaterThanOrEqual(await tally.tokens());
  });
});
