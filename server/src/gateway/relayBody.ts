import type { Reply } from './callEnding';
import { jsonHeaders } from './jsonHeaders';
import { assertMayAnswer, type RelayedCall } from './relayedCall';
import { readWhole } from './upstreamAnswer';
import { UpstreamFailure } from './upstreams/upstream';

/**
 * Takes an answer in one piece from the upstream. Nothing of it goes to the client yet: it is the reply.
 *
 * @throws UpstreamFailure when it breaks off or is not the answer asked for, CallStopped when the call was ended from
 * outside.
 */
export async function relayBody(call: RelayedCall): Promise<Reply> {
  const part = call.reader.readWhole(await readWhole(call.exchange, call.onBytes));
  if (part.problem !== null || !part.shown) {
    throw new UpstreamFailure('FAILED', part.problem ?? 'The answer is empty.');
  }
  call.tap.note(part);
  assertMayAnswer(call);
  return { kind: 'COMPLETE', headers: jsonHeaders(part.shown), bytes: part.shown };
}
