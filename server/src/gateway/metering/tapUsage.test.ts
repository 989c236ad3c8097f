import { readUsage } from './readUsage';
import { UsageTap } from './tapUsage';
import { TextTally } from './textTally';

function tapWithPrompt(accepted = true): UsageTap {
  const prompt = new TextTally();
  prompt.add('hello world');
  const tap = new UsageTap(prompt);
  if (accepted) tap.accept();
  return tap;
}

const NOTHING_YET = {
  inputTokens: null,
  outputTokens: null,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  isDoubtful: false,
};
const said = (text: string) => ({ usage: null, texts: [text] });
const reported = (input: number, output: number) => ({
  usage: readUsage({ prompt_tokens: input, completion_tokens: output }),
  texts: [],
});

describe('what a call has used', () => {
  it('is what the upstream reported, whatever the texts come to', async () => {
    const tap = tapWithPrompt();

    for (const piece of [said('one two three'), reported(70, 9)]) tap.note(piece);

    expect(await tap.usage()).toMatchObject({ inputTokens: 70, outputTokens: 9, source: 'REPORTED' });
  });

  it('is zero when the upstream reported zero', async () => {
    const tap = tapWithPrompt();

    for (const piece of [said('one two three'), reported(0, 0)]) tap.note(piece);

    expect(await tap.usage()).toMatchObject({ inputTokens: 0, outputTokens: 0, source: 'REPORTED' });
  });

  it('is the last report of several, since they are totals so far', async () => {
    const tap = tapWithPrompt();

    for (const piece of [reported(70, 1), said('one'), reported(70, 9)]) tap.note(piece);

    expect(await tap.usage()).toMatchObject({ outputTokens: 9 });
  });

  it('keeps a report that can be believed when one follows that cannot', async () => {
    const tap = tapWithPrompt();

    for (const piece of [reported(70, 9), reported(-1, 5)]) tap.note(piece);

    expect(await tap.usage()).toMatchObject({ inputTokens: 70, outputTokens: 9, source: 'REPORTED' });
  });

  it('is estimated from the texts so far when nothing was reported', async () => {
    const tap = tapWithPrompt();

    tap.note(said('hello'));
    tap.note(said(' world'));

    expect(await tap.usage()).toEqual({
      inputTokens: 2,
      outputTokens: 2,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      source: 'ESTIMATED',
    });
  });

  it('keeps what was reported of one side and estimates the other', async () => {
    const tap = tapWithPrompt();

    tap.note({ usage: { ...NOTHING_YET, inputTokens: 70, cachedInputTokens: 60 }, texts: [] });
    tap.note(said('hello world'));

    expect(await tap.usage()).toEqual({
      inputTokens: 70,
      outputTokens: 2,
      cachedInputTokens: 60,
      reasoningTokens: 0,
      source: 'ESTIMATED',
    });
  });

  it('is the prompt alone as soon as the upstream took the call', async () => {
    expect(await tapWithPrompt().usage()).toMatchObject({
      inputTokens: 2,
      outputTokens: 0,
      source: 'ESTIMATED',
    });
  });

  it('is nothing while the upstream has not taken the call', async () => {
    expect(await tapWithPrompt(false).usage()).toMatchObject({
      inputTokens: 0,
      outputTokens: 0,
      source: 'REPORTED',
    });
  });
});
