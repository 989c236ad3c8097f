import type { Reply } from './callEnding';
import type { ClientAnswer } from './clientAnswer';

const NAME = 'x-keymeter-cost';

/**
 * Tells a client what its call cost, in US dollars: in a header, or for a stream, whose headers are long gone, in a comment
 * before its last event. Every reader of server-sent events passes over comments.
 */
export function tellCost(reply: Reply, answer: ClientAnswer, cost: string): Reply {
  if (reply.kind !== 'COMPLETE') return reply;
  if (answer.isStarted)
    return { ...reply, bytes: Buffer.concat([Buffer.from(`: ${NAME} ${cost}\n\n`), reply.bytes]) };
  answer.addHeaders({ [NAME]: cost });
  return reply;
}
