import type { Reply } from './callEnding';
import { jsonHeaders } from './finishAnswer';
import { readChatChunk } from './openai/chatChunk';
import { assertMayAnswer, type RelayedCall } from './relayedCall';
import { readWhole } from './upstreamAnswer';
import { UpstreamFailure } from './upstreams/upstream';

/**
 * Takes an answer in one piece from the upstream. Nothing of it goes to the client yet: it is the reply.
 *
 * @throws UpstreamFailure when it breaks off or is no JSON, CallStopped when the call was ended from outside.
 */
export async function relayBody(call: RelayedCall): Promise<Reply> {
  const bytes = await readWhole(call.exchange, call.onBytes);
  const completion = readChatChunk(bytes.toString('utf8'));
  if (!completion || completion.isError) {
    throw new UpstreamFailure('FAILED', 'The upstream sent something else than a completion.');
  }
  call.tap.note(completion);
  assertMayAnswer(call);
  return { kind: 'COMPLETE', headers: jsonHeaders(bytes), bytes };
}
