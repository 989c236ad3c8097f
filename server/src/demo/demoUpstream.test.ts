import { countTokens as countNow } from 'gpt-tokenizer/encoding/o200k_base';
import OpenAI from 'openai';
import { DemoUpstream } from './demoUpstream';

const countTokens = async (text: string) => countNow(text);

let upstream: DemoUpstream;
let baseURL: string;
beforeAll(async () => {
  upstream = new DemoUpstream({ countTokens, tokensPerSecond: 0 });
  baseURL = await upstream.start();
});
afterAll(() => upstream.close());

const client = () => new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 });
const messages = [
  { role: 'system' as const, content: 'Be kind.' },
  { role: 'user' as const, content: 'Làm thế nào để nướng bánh mì?' },
];
const ask = (extra: object = {}) =>
  client().chat.completions.create({ model: 'demo/quick', messages, ...extra });

async function stream(extra: object = {}): Promise<OpenAI.ChatCompletionChunk[]> {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  const answer = await client().chat.completions.create({
    model: 'demo/quick',
    messages,
    stream: true,
    ...extra,
  });
  for await (const chunk of answer) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks: readonly OpenAI.ChatCompletionChunk[]) =>
  chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');

describe('the demo upstream', () => {
  it('listens on loopback only', () => {
    expect(new URL(baseURL).hostname).toBe('127.0.0.1');
  });

  it('says the same in a stream and in one piece', async () => {
    const whole = await ask();

    expect(textOf(await stream())).toBe(whole.choices[0]?.message.content);
    expect(whole.choices[0]?.finish_reason).toBe('stop');
  });

  it('counts what it was asked and what it wrote exactly', async () => {
    const { usage, choices } = await ask();
    let promptTokens = 3;
    for (const { role, content } of messages)
      promptTokens += 3 + (await countTokens(role)) + (await countTokens(content));

    expect(usage).toEqual({
      prompt_tokens: promptTokens,
      completion_tokens: await countTokens(choices[0]?.message.content ?? ''),
      total_tokens: promptTokens + (usage?.completion_tokens ?? 0),
    });
  });

  it('reports usage in a stream when it is asked to, in a chunk of its own', async () => {
    const without = await stream();
    const withUsage = await stream({ stream_options: { include_usage: true } });

    expect(without.some((chunk) => 'usage' in chunk)).toBe(false);
    expect(withUsage.filter(({ usage }) => usage !== null)).toHaveLength(1);
    expect(withUsage.at(-1)).toMatchObject({ choices: [], usage: (await ask()).usage });
  });

  it.each(['max_tokens', 'max_completion_tokens'])('stops at %s', async (limit) => {
    const { usage, choices } = await ask({ [limit]: 7 });

    expect([usage?.completion_tokens, choices[0]?.finish_reason]).toEqual([7, 'length']);
    expect(textOf(await stream({ [limit]: 7 }))).toBe(choices[0]?.message.content);
  });

  it('reads content in parts', async () => {
    const parts = [{ type: 'text', text: 'Two ' }, { type: 'image_url' }, { type: 'text', text: 'parts' }];

    expect(
      (await ask({ messages: [{ role: 'user', content: parts }] })).choices[0]?.message.content,
    ).toContain('Two parts');
  });

  it.each([
    ['an unknown model', { model: 'demo/none' }, 404, 'model'],
    ['messages that are no list', { messages: 'Hi' }, 400, 'messages'],
    ['no room for an answer', { max_tokens: 0 }, 400, 'max_tokens'],
    [
      'a prompt beyond its context',
      { messages: [{ role: 'user', content: 'word '.repeat(40_000) }] },
      400,
      'messages',
    ],
  ])('refuses %s', async (_what, extra, status, param) => {
    await expect(ask(extra)).rejects.toMatchObject({ status, param });
  });

  it.each([
    ['another address', '/embeddings', { method: 'POST', body: '{}' }, 404],
    ['another method', '/chat/completions', { method: 'PUT', body: '{}' }, 404],
    ['no JSON', '/chat/completions', { method: 'POST', body: '{' }, 400],
  ])('refuses %s', async (_what, path, request, status) => {
    expect((await fetch(baseURL + path, request)).status).toBe(status);
  });

  it('writes at the pace it is told', async () => {
    const slow = new DemoUpstream({ countTokens, tokensPerSecond: 50 });
    const slowClient = new OpenAI({ apiKey: 'none', baseURL: await slow.start(), maxRetries: 0 });

    const start = performance.now();
    const answer = await slowClient.chat.completions.create({
      model: 'demo/quick',
      messages,
      stream: true,
      max_tokens: 10,
    });
    for await (const chunk of answer) expect(chunk.choices).toHaveLength(1);

    expect(performance.now() - start).toBeGreaterThan(100);
    await slow.close();
  });
});
