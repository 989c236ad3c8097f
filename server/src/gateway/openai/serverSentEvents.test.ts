import fc from 'fast-check';
import { EventSplitter, EventTooLarge, type ServerSentEvent } from './serverSentEvents';

/** Splits the bytes, handed over in chunks that end at these places. */
function split(bytes: Buffer, cuts: readonly number[] = []): ServerSentEvent[] {
  const splitter = new EventSplitter();
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  const events = places.slice(1).flatMap((end, index) => splitter.push(bytes.subarray(places[index], end)));
  return [...events, ...splitter.end()];
}

const brief = (events: readonly ServerSentEvent[]) => events.map(({ name, data }) => [name, data]);

describe('splitting a stream of server-sent events', () => {
  it.each([
    [
      'line feeds',
      'data: a\n\ndata: b\n\n',
      [
        [null, 'a'],
        [null, 'b'],
      ],
    ],
    [
      'CRLF',
      'data: a\r\n\r\ndata: b\r\n\r\n',
      [
        [null, 'a'],
        [null, 'b'],
      ],
    ],
    [
      'CR',
      'data: a\r\rdata: b\r\r',
      [
        [null, 'a'],
        [null, 'b'],
      ],
    ],
    [
      'mixed ends',
      'data: a\r\n\ndata: b\n\r\ndata: c\r\n\r',
      [
        [null, 'a'],
        [null, 'b'],
        [null, 'c'],
      ],
    ],
    ['no space after the colon', 'data:a\n\n', [[null, 'a']]],
    ['only one space is taken', 'data:  a\n\n', [[null, ' a']]],
    ['several data lines', 'data: a\ndata: b\n\n', [[null, 'a\nb']]],
    ['a name', 'event: error\ndata: {}\n\n', [['error', '{}']]],
    ['other fields', 'id: 1\nretry: 5\ndatabase: x\ndata: a\n\n', [[null, 'a']]],
    [
      'comments',
      ': ping\n\ndata: a\n\n',
      [
        [null, null],
        [null, 'a'],
      ],
    ],
    [
      'empty data',
      'data:\n\ndata\n\n',
      [
        [null, null],
        [null, null],
      ],
    ],
    [
      'no final blank line',
      'data: a\n\ndata: [DONE]',
      [
        [null, 'a'],
        [null, '[DONE]'],
      ],
    ],
    ['a byte order mark', '\uFEFFdata: a\n\n', [[null, 'a']]],
    ['nothing', '', []],
  ])('reads %s', (_what, text, expected) => {
    const events = split(Buffer.from(text));

    expect(brief(events)).toEqual(expected);
  });

  it('gives the same events and the same bytes wherever the stream is cut', () => {
    const line = fc.constantFrom(
      'data: {"a":"é😀漢"}',
      'data: [DONE]',
      ': ping',
      'event: x',
      'data:',
      'id: 7',
      '',
    );
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    const text = fc
      .array(fc.tuple(line, lineEnd), { maxLength: 30 })
      .map((lines) => lines.map(([content, end]) => content + end).join(''));
    const cuts = fc.array(fc.nat(400), { maxLength: 40 });

    fc.assert(
      fc.property(text, cuts, (stream, places) => {
        const bytes = Buffer.from(stream);
        const inside = places.map((place) => Math.min(place, bytes.length));

        const whole = split(bytes);
        const cut = split(bytes, inside);

        expect(cut).toEqual(whole);
        const raw = Buffer.concat(cut.map((event) => event.raw));
        expect(raw.subarray(0, bytes.length).equals(bytes)).toBe(true);
        expect(['', '\n\n']).toContain(raw.subarray(bytes.length).toString());
      }),
      { numRuns: 2_000 },
    );
  });

  it('passes an event on as soon as its blank line is there', () => {
    const splitter = new EventSplitter();

    const early = splitter.push(Buffer.from('data: a\n'));
    const late = splitter.push(Buffer.from('\ndata: b'));

    expect(early).toEqual([]);
    expect(brief(late)).toEqual([[null, 'a']]);
  });

  it.each([
    ['in one chunk', 2_000],
    ['byte by byte', 1],
  ])('refuses an event beyond the bound that comes %s', (_how, chunkBytes) => {
    const splitter = new EventSplitter(1_000);
    const bytes = Buffer.from(`data: ${'x'.repeat(1_500)}\n\n`);
    const pushAll = () => {
      for (let at = 0; at < bytes.length; at += chunkBytes)
        splitter.push(bytes.subarray(at, at + chunkBytes));
    };

    expect(pushAll).toThrow(EventTooLarge);
  });

  it('has no bound on the number of events', () => {
    const splitter = new EventSplitter(100);

    const events = splitter.push(Buffer.from('data: x\n\n'.repeat(10_000)));

    expect(events).toHaveLength(10_000);
  });
});
