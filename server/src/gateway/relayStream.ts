import type { Reply } from './callEnding';
import { dropUsageChunk } from './metering/dropUsageChunk';
import { readChatChunk } from './openai/chatChunk';
import { EventSplitter, type ServerSentEvent } from './openai/serverSentEvents';
import { assertMayAnswer, type RelayedCall } from './relayedCall';
import { UpstreamFailure } from './upstreams/upstream';

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies such as nginx would gather the events otherwise.
  'x-accel-buffering': 'no',
};

/**
 * Passes the events of an upstream on as they come, whole ones only, and holds back the last one, `[DONE]`: it is the
 * reply. Status and headers go out with the first event, so that a failure before it has a status of its own.
 *
 * @throws UpstreamFailure when the stream breaks off, ends without `[DONE]` or cannot be read, EventTooLarge,
 * CallStopped when the call was ended from outside.
 */
export async function relayStream(call: RelayedCall): Promise<Reply> {
  const splitter = new EventSplitter();
  for (;;) {
    const bytes = await call.exchange.read();
    if (bytes) call.onBytes();
    const { shown, done, failure } = readEvents(bytes ? splitter.push(bytes) : splitter.end(), call);
    await passOn(shown, call);
    if (done) return { kind: 'COMPLETE', headers: STREAM_HEADERS, bytes: done };
    if (failure) throw new UpstreamFailure('FAILED', failure);
    if (!bytes) throw new UpstreamFailure('FAILED', 'The stream ended without [DONE].');
  }
}

/** What some events mean: bytes for the client, and perhaps the end. */
interface Reading {
  readonly shown: Buffer[];
  readonly done?: Buffer;
  readonly failure?: string;
}

function readEvents(events: readonly ServerSentEvent[], { tap, wantsUsage }: RelayedCall): Reading {
  const shown: Buffer[] = [];
  for (const event of events) {
    if (event.data === null) {
      shown.push(event.raw);
      continue;
    }
    if (event.data.trim() === '[DONE]') return { shown, done: event.raw };
    const chunk = readChatChunk(event.data);
    if (!chunk) return { shown, failure: 'The upstream sent an event that is no JSON.' };
    if (chunk.isError || event.name === 'error') {
      return { shown, failure: 'The upstream reported an error in its stream.' };
    }
    tap.note(chunk);
    const raw = wantsUsage ? event.raw : dropUsageChunk(event, chunk);
    if (raw) shown.push(raw);
  }
  return { shown };
}

async function passOn(shown: readonly Buffer[], call: RelayedCall): Promise<void> {
  if (shown.length === 0) return;
  assertMayAnswer(call);
  if (!call.answer.isStarted) call.answer.start(200, STREAM_HEADERS);
  const bytes = shown.length === 1 && shown[0] ? shown[0] : Buffer.concat(shown);
  if (!call.answer.write(bytes)) await call.answer.drained(call.signal);
}
