import { chatToOpenAi } from '../../openai/chatDialect';
import type { JsonObject } from '../../openai/isJsonObject';
import { parseJsonObject } from '../../openai/parseJsonObject';
import type { ServerSentEvent } from '../../openai/serverSentEvents';
import type { ModelRequest } from '../../protocols/clientProtocol';
import type { AnswerPart, AnswerReader, Dialect } from '../../protocols/dialect';
import { translatedPart } from '../translatedPart';
import { MessageEvents } from './messageEvents';
import { toChatRequest } from './toChatRequest';
import { toMessage } from './toMessage';

/** Anthropic's Messages API for an upstream that speaks chat completions. */
export const messagesToOpenAi: Dialect = {
  path: '/chat/completions',
  check: ({ body }) => void toChatRequest(body, ''),
  upstreamBody: ({ body }, upstreamModel) => Buffer.from(JSON.stringify(toChatRequest(body, upstreamModel))),
  newReader: (request) => new CompletionAsMessageReader(request),
};

/** Reads the answer, its usage above all, as it is read for a client of its own protocol, and then translates it. */
class CompletionAsMessageReader implements AnswerReader {
  private readonly completion: AnswerReader;
  private readonly events = new MessageEvents();

  constructor(request: ModelRequest) {
    this.completion = chatToOpenAi.newReader(request);
  }

  readWhole(body: Buffer): AnswerPart {
    return translatedPart(this.completion.readWhole(body), () => {
      return Buffer.from(JSON.stringify(toMessage(parseJsonObject(body.toString('utf8')) ?? {})));
    });
  }

  readEvent(event: ServerSentEvent, data: string): AnswerPart {
    const part = this.completion.readEvent(event, data);
    return translatedPart(part, () => {
      return asEvents(part.isLast ? this.events.end() : this.events.push(parseJsonObject(data) ?? {}));
    });
  }
}

/** A chunk that says nothing to the client, such as one of reasoning, keeps its connection awake. */
function asEvents(events: readonly JsonObject[]): Buffer {
  if (events.length === 0) return asEvents([{ type: 'ping' }]);
  return Buffer.from(
    events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  );
}
