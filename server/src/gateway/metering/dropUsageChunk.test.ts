import { readChatChunk } from '../openai/chatChunk';
import { EventSplitter } from '../openai/serverSentEvents';
import { dropUsageChunk } from './dropUsageChunk';

/** What a client sees of one event; null when it sees nothing. */
function seen(raw: string): string | null {
  const [event] = new EventSplitter().push(Buffer.from(raw));
  const chunk = event?.data ? readChatChunk(event.data) : null;
  if (!event || !chunk) throw new Error('No chunk.');
  return dropUsageChunk(event, chunk)?.toString() ?? null;
}

describe('a stream for a client that did not ask for usage', () => {
  it.each([
    ['the chunk with the usage', 'data: {"id":"1","choices":[],"usage":{"prompt_tokens":1}}\n\n', null],
    [
      'the null that announces it',
      'data: {"choices":[{"delta":{}}],"usage":null}\n\n',
      'data: {"choices":[{"delta":{}}]}\n\n',
    ],
    [
      'it before another field of the event',
      'data: {"a":1,"usage":null}\nid: x,"usage":null}\n\n',
      'data: {"a":1}\nid: x,"usage":null}\n\n',
    ],
    ['it after a text of that name', 'data: {"a":"usage","usage":null}\n\n', 'data: {"a":"usage"}\n\n'],
    [
      'it when it is not the last',
      'data: {"usage":null,"b":{"usage":null}}\n\n',
      'data: {"b":{"usage":null}}\n\n',
    ],
    [
      'it beside a name that ends alike',
      'data: {"a\\",\\"usage":null,"usage":null}\n\n',
      'data: {"a\\",\\"usage":null}\n\n',
    ],
    ['usage beside text', 'data: {"usage":{"a":1},"choices":[{}]}\n\n', 'data: {"choices":[{}]}\n\n'],
  ])('goes without %s', (_what, raw, expected) => {
    expect(seen(raw)).toBe(expected);
  });

  it.each([
    ['spacing and line ends', 'id: 7\r\ndata:{ "choices" : [ {} ],  "x":1e2 }\r\n\r\n'],
    ['numbers no double can hold', 'data: {"choices":[{}],"seed":12345678901234567890}\n\n'],
    ['a chunk without choices and without usage', 'data: {"choices":[],"prompt_filter_results":[]}\n\n'],
    ['usage inside a text', 'data: {"choices":[{"delta":{"content":"\\"usage\\":null"}}]}\n\n'],
    ['usage deeper inside', 'data: {"choices":[{"usage":null}]}\n\n'],
  ])('keeps to the byte: %s', (_what, raw) => {
    expect(seen(raw)).toBe(raw);
  });
});
