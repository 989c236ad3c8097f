import fc from 'fast-check';
import { UsageTap } from '../metering/tapUsage';
import { TextTally } from '../metering/textTally';
import { EventSplitter } from '../openai/serverSentEvents';
import type { UpstreamKind } from '../upstreams/upstream';
import type { ModelRequest, ProtocolName } from './clientProtocol';
import { dialectFor } from './dialects';

const request = (wantsUsage: boolean): ModelRequest => ({
  modelId: 'm/m',
  wantsStream: true,
  wantsUsage,
  prompt: new TextTally(),
  inputTokensAtMost: 1,
  outputTokensAtMost: 1,
  choices: 1,
  body: {},
});

const event = (data: unknown, name?: string) =>
  `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const named = (data: { type: string; [field: string]: unknown }) => event(data, data.type);
const dialect = (name: ProtocolName, kind: UpstreamKind) => {
  const found = dialectFor(name, kind);
  if (!found) throw new Error('There is no such pair.');
  return found;
};

/** What comes of a stream that arrives in these chunks. */
async function readStream(
  name: ProtocolName,
  kind: UpstreamKind,
  chunks: readonly Buffer[],
  wantsUsage = false,
) {
  const splitter = new EventSplitter();
  const reader = dialect(name, kind).newReader(request(wantsUsage));
  const prompt = new TextTally();
  prompt.addTokens(11);
  const tap = new UsageTap(prompt);
  tap.accept();
  let shown = '';
  let end: 'WELL' | 'BADLY' | 'OPEN' = 'OPEN';
  const events = chunks.flatMap((chunk) => splitter.push(chunk)).concat(splitter.end());
  for (const each of events) {
    if (end !== 'OPEN') break;
    if (each.data === null) continue;
    const part = reader.readEvent(each, each.data);
    tap.note(part);
    if (part.problem !== null) end = 'BADLY';
    else {
      shown += part.shown?.toString() ?? '';
      if (part.isLast) end = 'WELL';
    }
  }
  return { shown, end, usage: await tap.usage() };
}

const said = (content: string, usage: unknown = null) => event({ choices: [{ delta: { content } }], usage });
const chatUsage = { prompt_tokens: 70, completion_tokens: 9, total_tokens: 79 };
const textOf = (text: string) => event({ choices: [{ text }], usage: null });
const delta = (text: string) => named({ type: 'response.output_text.delta', delta: text });
const ended = (usage: unknown, type = 'response.completed') =>
  named({ type, response: { output: [], usage } });
const responsesUsage = {
  input_tokens: 70,
  input_tokens_details: { cached_tokens: 60 },
  output_tokens: 9,
  output_tokens_details: { reasoning_tokens: 8 },
  total_tokens: 79,
};
const started = (usage: unknown) => named({ type: 'message_start', message: { usage } });
const wrote = (text: string) => named({ type: 'content_block_delta', delta: { type: 'text_delta', text } });
const total = (usage: unknown) => named({ type: 'message_delta', delta: {}, usage });
const STOP = named({ type: 'message_stop' });
const DONE = event('[DONE]');
/** 11 of the prompt and two words of the answer, where nothing was reported. */
const ESTIMATE = [11, 2, 0, 0, 'ESTIMATED'];

describe('the usage of a stream', () => {
  it.each<[string, ProtocolName, string[], unknown[]]>([
    [
      'reported at the end',
      'chat',
      [said('hello world'), event({ choices: [], usage: chatUsage }), DONE],
      [70, 9, 0, 0, 'REPORTED'],
    ],
    ['missing', 'chat', [said('hello world'), DONE], ESTIMATE],
    [
      'explicitly zero',
      'chat',
      [said('hello world'), event({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } }), DONE],
      [0, 0, 0, 0, 'REPORTED'],
    ],
    [
      'told twice',
      'chat',
      [
        said('hello world', { ...chatUsage, completion_tokens: 1, total_tokens: 71 }),
        event({ choices: [], usage: chatUsage }),
        DONE,
      ],
      [70, 9, 0, 0, 'REPORTED'],
    ],
    [
      'in texts',
      'chat',
      [
        said('hello world'),
        event({ choices: [], usage: { prompt_tokens: '70', completion_tokens: '9' } }),
        DONE,
      ],
      ESTIMATE,
    ],
    [
      'negative',
      'chat',
      [
        said('hello world'),
        event({ choices: [], usage: { prompt_tokens: -70, completion_tokens: 9 } }),
        DONE,
      ],
      ESTIMATE,
    ],
    [
      'absurd',
      'chat',
      [
        said('hello world'),
        event({ choices: [], usage: { prompt_tokens: 70, completion_tokens: 2e15 } }),
        DONE,
      ],
      ESTIMATE,
    ],
    [
      'contradicting',
      'chat',
      [said('hello world'), event({ choices: [], usage: { ...chatUsage, total_tokens: 100 } }), DONE],
      [70, 30, 0, 0, 'ESTIMATED'],
    ],
    [
      'of completions',
      'completions',
      [textOf('hello world'), event({ choices: [], usage: chatUsage }), DONE],
      [70, 9, 0, 0, 'REPORTED'],
    ],
    ['missing of completions', 'completions', [textOf('hello world'), DONE], ESTIMATE],
    ['of a response', 'responses', [delta('hello world'), ended(responsesUsage)], [70, 9, 60, 8, 'REPORTED']],
    [
      'of a response that was cut',
      'responses',
      [delta('hello world'), ended(responsesUsage, 'response.incomplete')],
      [70, 9, 60, 8, 'REPORTED'],
    ],
    ['missing of a response', 'responses', [delta('hello world'), ended(null)], ESTIMATE],
    [
      'zero of a response',
      'responses',
      [delta('hello world'), ended({ input_tokens: 0, output_tokens: 0 })],
      [0, 0, 0, 0, 'REPORTED'],
    ],
    [
      'nonsense of a response',
      'responses',
      [delta('hello world'), ended({ ...responsesUsage, output_tokens: -1 })],
      ESTIMATE,
    ],
    [
      'of a message, cumulative',
      'messages',
      [
        started({
          input_tokens: 10,
          cache_creation_input_tokens: 20,
          cache_read_input_tokens: 40,
          output_tokens: 1,
        }),
        wrote('hello world'),
        total({ output_tokens: 4 }),
        total({ input_tokens: null, output_tokens: 9 }),
        STOP,
      ],
      [70, 9, 40, 0, 'REPORTED'],
    ],
    [
      'of a message that only began',
      'messages',
      [started({ input_tokens: 70, output_tokens: 1 }), wrote('hello world'), STOP],
      [70, 2, 0, 0, 'ESTIMATED'],
    ],
    ['missing of a message', 'messages', [started(null), wrote('hello world'), STOP], ESTIMATE],
    [
      'zero of a message',
      'messages',
      [started({ input_tokens: 0 }), wrote('hello world'), total({ output_tokens: 0 }), STOP],
      [0, 0, 0, 0, 'REPORTED'],
    ],
    [
      'nonsense about the cache of a message',
      'messages',
      [started({ input_tokens: 70, cache_read_input_tokens: '40' }), total({ output_tokens: 9 }), STOP],
      [70, 9, 0, 0, 'ESTIMATED'],
    ],
  ])('%s', async (_what, name, events, expected) => {
    const kind = name === 'messages' ? 'anthropic' : 'openai';

    const { end, usage } = await readStream(name, kind, [Buffer.from(events.join(''))]);

    const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, source } = usage;
    expect([inputTokens, outputTokens, cachedInputTokens, reasoningTokens, source]).toEqual(expected);
    expect(end).toBe('WELL');
  });

  it.each<[string, ProtocolName, string[], unknown[]]>([
    [
      'an error event',
      'responses',
      [delta('hello world'), named({ type: 'error', message: 'org-upstream1' })],
      ESTIMATE,
    ],
    [
      'an error without a type',
      'responses',
      [delta('hello world'), event({ error: { message: 'x' } })],
      ESTIMATE,
    ],
    [
      'a failed response, which reports what it used',
      'responses',
      [delta('hello'), ended(responsesUsage, 'response.failed')],
      [70, 9, 60, 8, 'REPORTED'],
    ],
    ['[DONE] before the end of a response', 'responses', [delta('hello world'), DONE], ESTIMATE],
    ['no JSON', 'responses', [delta('hello world'), event('{"type":')], ESTIMATE],
    [
      'an error in a message',
      'messages',
      [started(null), wrote('hello world'), named({ type: 'error', error: { message: 'org-upstream1' } })],
      ESTIMATE,
    ],
    [
      'no JSON in a message',
      'messages',
      [started(null), wrote('hello world'), event('x', 'content_block_delta')],
      ESTIMATE,
    ],
  ])('that ends badly, by %s, counts what came', async (_what, name, events, expected) => {
    const kind = name === 'messages' ? 'anthropic' : 'openai';

    const { end, usage, shown } = await readStream(name, kind, [Buffer.from(events.join(''))]);

    const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, source } = usage;
    expect([inputTokens, outputTokens, cachedInputTokens, reasoningTokens, source]).toEqual(expected);
    expect(end).toBe('BADLY');
    expect(shown).not.toContain('upstream1');
  });
});

describe('however a stream is cut into chunks', () => {
  const STREAMS: readonly [ProtocolName, UpstreamKind, string][] = [
    [
      'chat',
      'openai',
      `: hi\n\n${said('Grüße 🦊 ')}${said('an alle').replaceAll('\n', '\r\n')}${event({ choices: [], usage: chatUsage })}${DONE}`,
    ],
    ['completions', 'openai', `${textOf('Grüße 🦊')}${event({ choices: [], usage: chatUsage })}${DONE}`],
    ['responses', 'openai', `${delta('Grüße 🦊')}${delta('an alle')}${ended(responsesUsage)}`],
    [
      'messages',
      'anthropic',
      `${started({ input_tokens: 7 })}${wrote('Grüße 🦊')}${total({ output_tokens: 9 })}${STOP}`,
    ],
    [
      'chat',
      'anthropic',
      `${started({ input_tokens: 7 })}${named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } })}${wrote('Grüße 🦊').replace('"type":"content_block_delta"', '"type":"content_block_delta","index":0')}${total({ output_tokens: 9 })}${STOP}`,
    ],
  ];

  it.each(STREAMS)(
    'a client of %s at an upstream of %s gets the same, and as much is counted',
    async (name, kind, text) => {
      const bytes = Buffer.from(text);
      const uncut = await readStream(name, kind, [bytes]);
      expect(uncut.end).toBe('WELL');

      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(bytes.length), { maxLength: 12 }),
          fc.boolean(),
          async (cuts, isEach) => {
            const places = isEach ? [...bytes.keys()] : [...cuts].sort((a, b) => a - b);
            const chunks = [0, ...places].map((from, index) =>
              bytes.subarray(from, places[index] ?? bytes.length),
            );

            const cut = await readStream(name, kind, chunks);

            expect(cut.usage).toEqual(uncut.usage);
            expect(cut.end).toBe('WELL');
            expect(cut.shown.replaceAll(/"created":\d+/g, '')).toBe(
              uncut.shown.replaceAll(/"created":\d+/g, ''),
            );
          },
        ),
        { numRuns: 200 },
      );
    },
  );
});

describe('usage that the client did not ask for', () => {
  it.each<[ProtocolName, string]>([
    ['chat', `${said('hello')}${event({ choices: [], usage: chatUsage })}${DONE}`],
    ['completions', `${textOf('hello')}${event({ choices: [], usage: chatUsage })}${DONE}`],
  ])('is hidden in a stream of %s, and shown to who asked', async (name, text) => {
    const hidden = await readStream(name, 'openai', [Buffer.from(text)], false);
    const shown = await readStream(name, 'openai', [Buffer.from(text)], true);

    expect(hidden.shown).not.toContain('usage');
    expect(shown.shown).toBe(text);
    expect(hidden.usage).toEqual(shown.usage);
  });
});
