import type { Reply } from './callEnding';
import { EventSplitter, type ServerSentEvent } from './openai/serverSentEvents';
import { assertMayAnswer, type RelayedCall } from './relayedCall';
import { UpstreamFailure } from './upstreams/upstream';

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies such as nginx would gather the events otherwise.
  'x-accel-buffering': 'no',
};
const NOTHING = Buffer.alloc(0);

/**
 * Passes the events of an upstream on as they come, whole ones only, and holds back the last one, such as `[DONE]`: it
 * is the reply. Status and headers go out with the first event, so that a failure before it has a status of its own.
 *
 * @throws UpstreamFailure when the stream breaks off, ends without its last event or cannot be read, EventTooLarge,
 * CallStopped when the call was ended from outside.
 */
export async function relayStream(call: RelayedCall): Promise<Reply> {
  const splitter = new EventSplitter();
  for (;;) {
    const bytes = await call.exchange.read();
    if (bytes) call.onBytes();
    const { shown, last, problem } = readEvents(bytes ? splitter.push(bytes) : splitter.end(), call);
    // Most writes need not be waited for: a promise a chunk would cost more than the chunk.
    if (!passOn(shown, call)) await call.answer.drained(call.signal);
    if (last) return { kind: 'COMPLETE', headers: STREAM_HEADERS, bytes: last };
    if (problem) throw new UpstreamFailure('FAILED', problem);
    if (!bytes) throw new UpstreamFailure('FAILED', 'The stream ended before its last event.');
  }
}

/** What some events mean: bytes for the client, and perhaps the end. */
interface Reading {
  readonly shown: Buffer[];
  readonly last?: Buffer;
  readonly problem?: string;
}

function readEvents(events: readonly ServerSentEvent[], { tap, reader }: RelayedCall): Reading {
  const shown: Buffer[] = [];
  for (const event of events) {
    if (event.data === null) {
      shown.push(event.raw);
      continue;
    }
    const part = reader.readEvent(event, event.data);
    tap.note(part);
    if (part.problem !== null) return { shown, problem: part.problem };
    if (part.isLast) return { shown, last: part.shown ?? NOTHING };
    if (part.shown) shown.push(part.shown);
  }
  return { shown };
}

/** @returns false when the client has to take some of it before there is more. */
function passOn(shown: readonly Buffer[], call: RelayedCall): boolean {
  if (shown.length === 0) return true;
  assertMayAnswer(call);
  if (!call.answer.isStarted) call.answer.start(200, STREAM_HEADERS);
  const bytes = shown.length === 1 && shown[0] ? shown[0] : Buffer.concat(shown);
  return call.answer.write(bytes);
}
