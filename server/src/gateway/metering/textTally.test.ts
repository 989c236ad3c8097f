import { MAX_COUNTED_BYTES } from './countTokens';
import { TextTally } from './textTally';

describe('a tally of texts', () => {
  it('counts each text and what was added to it', async () => {
    const tally = new TextTally();
    tally.add('hello');
    tally.add('');
    tally.add(' world');
    tally.addTokens(3);

    expect(await tally.tokens()).toBe(5);
  });

  it('knows an upper bound without counting', () => {
    const tally = new TextTally();
    tally.add('漢');
    tally.addTokens(3);

    expect(tally.tokensAtMost).toBe(6);
  });

  it('lets the texts go when they are too many, and goes on by their bytes', async () => {
    const tally = new TextTally();
    for (let at = 0; at <= MAX_COUNTED_BYTES / 4096; at += 1) tally.add('word'.repeat(1024));

    expect(JSON.stringify(tally).length).toBeLessThan(200);
    expect(await tally.tokens()).toBe((MAX_COUNTED_BYTES + 4096) / 4);
  });
});
