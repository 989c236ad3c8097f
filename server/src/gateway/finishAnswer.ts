import type { Reply } from './callEnding';
import type { ClientAnswer } from './clientAnswer';
import { type ErrorAnswer, errorEvent } from './openai/openAiErrorBody';

/** Tells the client the end of its call: the last bytes of a clean answer, or the error that ends it. */
export function finishAnswer(answer: ClientAnswer, reply: Reply): void {
  switch (reply.kind) {
    case 'COMPLETE':
      if (!answer.isStarted) answer.start(200, reply.headers);
      answer.end(reply.bytes);
      break;
    case 'ERROR':
      endWithError(answer, reply.answer);
      break;
    case 'NONE':
      answer.end();
  }
}

/** An answer that has begun cannot change its status: it ends with an error event, and never with [DONE]. */
function endWithError(answer: ClientAnswer, error: ErrorAnswer): void {
  if (answer.isStarted) {
    answer.end(errorEvent(error.body));
  } else {
    const body = Buffer.from(JSON.stringify(error.body));
    answer.start(error.status, { ...error.headers, ...jsonHeaders(body) });
    answer.end(body);
  }
}

/** Of every JSON answer. */
export function jsonHeaders(body: Buffer): Record<string, string> {
  return { 'content-type': 'application/json; charset=utf-8', 'content-length': String(body.length) };
}
