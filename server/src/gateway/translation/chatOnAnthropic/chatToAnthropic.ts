import { messagesToAnthropic } from '../../anthropic/messagesDialect';
import type { JsonObject } from '../../openai/isJsonObject';
import { parseJsonObject } from '../../openai/parseJsonObject';
import type { ServerSentEvent } from '../../openai/serverSentEvents';
import type { ModelRequest } from '../../protocols/clientProtocol';
import type { AnswerPart, AnswerReader, Dialect } from '../../protocols/dialect';
import { translatedPart } from '../translatedPart';
import { ChatChunks } from './chatChunks';
import { toChatCompletion } from './toChatCompletion';
import { toMessagesRequest } from './toMessagesRequest';

const DONE = 'data: [DONE]\n\n';
/** Keeps the connection of a client awake while the model thinks. */
const KEEP_ALIVE = ': ping\n\n';

/**
 * Chat completions for an upstream that speaks Anthropic's Messages API.
 *
 * @param nowMs Unix time in milliseconds.
 */
export function chatToAnthropic(nowMs: () => number): Dialect {
  return {
    path: '/messages',
    check: ({ body }) => void toMessagesRequest(body, { upstreamModel: '', maxOutputTokens: null }),
    upstreamBody: ({ body }, upstreamModel, maxOutputTokens = null) =>
      Buffer.from(JSON.stringify(toMessagesRequest(body, { upstreamModel, maxOutputTokens }))),
    newReader: (request) => new MessageAsChatReader(request, Math.floor(nowMs() / 1_000)),
  };
}

/** Reads the answer, its usage above all, as it is read for a client of its own protocol, and then translates it. */
class MessageAsChatReader implements AnswerReader {
  private readonly message: AnswerReader;
  private readonly chunks: ChatChunks;

  constructor(
    request: ModelRequest,
    private readonly createdAtS: number,
  ) {
    this.message = messagesToAnthropic.newReader(request);
    this.chunks = new ChatChunks({ createdAtS, wantsUsage: request.wantsUsage });
  }

  readWhole(body: Buffer): AnswerPart {
    return translatedPart(this.message.readWhole(body), () => {
      const message = parseJsonObject(body.toString('utf8')) ?? {};
      return Buffer.from(JSON.stringify(toChatCompletion(message, this.createdAtS)));
    });
  }

  readEvent(event: ServerSentEvent, data: string): AnswerPart {
    const part = this.message.readEvent(event, data);
    // The type stands in both places; some servers leave out one of them.
    const said = { type: event.name, ...parseJsonObject(data) };
    return translatedPart(part, () => this.show(said, part.isLast));
  }

  private show(event: JsonObject, isLast: boolean): Buffer | null {
    const shown = this.chunks.push(event).map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
    if (isLast) shown.push(DONE);
    else if (event.type === 'ping') shown.push(KEEP_ALIVE);
    return shown.length > 0 ? Buffer.from(shown.join('')) : null;
  }
}
