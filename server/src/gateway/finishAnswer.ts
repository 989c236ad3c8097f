import type { Reply } from './callEnding';
import type { ClientAnswer } from './clientAnswer';
import type { ErrorAnswer } from './openai/openAiErrorBody';
import type { ErrorForm } from './protocols/clientProtocol';

/** Whom an answer is for: how its protocol writes errors, and the id of the request. */
export interface AnswerForm {
  readonly errors: ErrorForm;
  readonly requestId: string;
}

/** Tells the client the end of its call: the last bytes of a clean answer, or the error that ends it. */
export function finishAnswer(answer: ClientAnswer, reply: Reply, form: AnswerForm): void {
  switch (reply.kind) {
    case 'COMPLETE':
      if (!answer.isStarted) answer.start(200, reply.headers);
      answer.end(reply.bytes);
      break;
    case 'ERROR':
      endWithError(answer, reply.answer, form);
      break;
    case 'NONE':
      answer.end();
  }
}

/** An answer that has begun cannot change its status: it ends with an error event, and never with a clean end. */
function endWithError(answer: ClientAnswer, error: ErrorAnswer, { errors, requestId }: AnswerForm): void {
  if (answer.isStarted) {
    answer.end(errors.event(error, requestId));
  } else {
    const { headers, body } = errors.whole(error, requestId);
    answer.start(error.status, { ...error.headers, ...headers });
    answer.end(body);
  }
}
