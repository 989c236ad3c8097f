import fc from 'fast-check';
import type { JsonObject } from '../openai/isJsonObject';
import { EventSplitter } from '../openai/serverSentEvents';
import { ChatChunks } from './chatOnAnthropic/chatChunks';
import { toChatCompletion } from './chatOnAnthropic/toChatCompletion';
import { MessageEvents } from './messagesOnOpenAi/messageEvents';
import { toMessage } from './messagesOnOpenAi/toMessage';
import { MESSAGE_EVENTS } from './testing/anthropicEvents';
import { gatheredChat } from './testing/gatheredChat';
import { gatheredMessage } from './testing/gatheredMessage';

const text = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const calls = fc.array(fc.record({ id: fc.uuid(), name: text, input: fc.dictionary(text, fc.jsonValue()) }), {
  maxLength: 3,
});
const answer = fc.record({ text: fc.option(text, { nil: null }), calls });
const usage = { prompt_tokens: 8, completion_tokens: 5, total_tokens: 13 };

/** Where a stream is cut into the pieces in which it arrives. */
const cuts = fc.array(fc.nat(), { maxLength: 40 });

function inPieces(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

function eventsIn(pieces: readonly Buffer[]): JsonObject[] {
  const splitter = new EventSplitter();
  const events = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
  return events.flatMap(({ data }) =>
    data === null || data === '[DONE]' ? [] : [JSON.parse(data) as JsonObject],
  );
}

function toChunks(events: readonly JsonObject[]): JsonObject[] {
  const translation = new ChatChunks({ createdAtS: 0, wantsUsage: true });
  return events.flatMap((event) => translation.push(event));
}

function toEvents(chunks: readonly JsonObject[]): JsonObject[] {
  const translation = new MessageEvents();
  return [...chunks.flatMap((chunk) => translation.push(chunk)), ...translation.end()];
}

describe('a streamed answer', () => {
  const asBytes = (events: readonly JsonObject[]) =>
    Buffer.from(
      events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
    );

  it('is the same however it arrives', () => {
    const whole = toChunks(MESSAGE_EVENTS);
    const back = toEvents(whole);

    fc.assert(
      fc.property(cuts, (places) => {
        expect(toChunks(eventsIn(inPieces(asBytes(MESSAGE_EVENTS), places)))).toEqual(whole);
        expect(toEvents(eventsIn(inPieces(asBytes(whole), places)))).toEqual(back);
      }),
    );
  });

  it('says as a stream of chat completions what it says as a whole', () => {
    fc.assert(
      fc.property(answer, cuts, (said, places) => {
        const blocks = [
          ...(said.text === null ? [] : [{ type: 'text', text: said.text }]),
          ...said.calls.map((call) => ({ type: 'tool_use', ...call })),
        ];
        const whole = toChatCompletion({ type: 'message', content: blocks, stop_reason: 'end_turn' }, 0);

        const streamed = toChunks([
          { type: 'message_start', message: {} },
          ...blocks.flatMap((block, index) => blockEvents(block, index, places)),
          { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
          { type: 'message_stop' },
        ]);

        expect(gatheredChat(streamed)).toEqual(gatheredChat([whole]));
      }),
    );
  });

  it('says as a stream of a message what it says as a whole', () => {
    fc.assert(
      fc.property(answer, cuts, (said, places) => {
        const tool_calls = said.calls.map(({ id, name, input }) => ({
          id,
          type: 'function',
          function: { name, arguments: JSON.stringify(input) },
        }));
        const message = { content: said.text, tool_calls };
        const choice = { message, finish_reason: 'stop' };

        const streamed = toEvents([
          ...pieces(said.text ?? '', places).map((content) => ({ choices: [{ delta: { content } }] })),
          ...tool_calls.flatMap((call, index) => callChunks(call, index, places)),
          { choices: [{ delta: {}, finish_reason: 'stop' }] },
          { choices: [], usage },
        ]);

        const whole = toMessage({ choices: [choice], usage });
        const { content, stop_reason } = whole;
        expect(gatheredMessage(streamed)).toMatchObject({
          content,
          stop_reason,
          usage: { output_tokens: 5 },
        });
      }),
    );
  });
});

/** A text in pieces that put together give it again. */
function pieces(whole: string, places: readonly number[]): string[] {
  const parts = Array.from(whole);
  const size = ((places[0] ?? 0) % 5) + 1;
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, at) =>
    parts.slice(at * size, (at + 1) * size).join(''),
  );
}

function blockEvents(block: JsonObject, index: number, places: readonly number[]): JsonObject[] {
  const isText = block.type === 'text';
  const written = pieces(isText ? String(block.text) : JSON.stringify(block.input), places);
  return [
    {
      type: 'content_block_start',
      index,
      content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} },
    },
    ...written.map((part) => ({
      type: 'content_block_delta',
      index,
      delta: isText ? { type: 'text_delta', text: part } : { type: 'input_json_delta', partial_json: part },
    })),
    { type: 'content_block_stop', index },
  ];
}

interface WrittenCall {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}

function callChunks(call: WrittenCall, index: number, places: readonly number[]): JsonObject[] {
  const deltas = [
    { index, id: call.id, function: { name: call.function.name, arguments: '' } },
    ...pieces(call.function.arguments, places).map((part) => ({ index, function: { arguments: part } })),
  ];
  return deltas.map((delta) => ({ choices: [{ delta: { tool_calls: [delta] } }] }));
}
