import { MessageMeter } from '../../anthropic/messageMeter';
import type { JsonObject } from '../../openai/isJsonObject';
import type { ServerSentEvent } from '../../openai/serverSentEvents';
import type { ModelRequest } from '../../protocols/clientProtocol';
import { type AnswerPart, type AnswerReader, badPart, type Dialect } from '../../protocols/dialect';
import { parseObject } from '../parseObject';
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

/** The usage is read from what the upstream says, before anything of it is translated. */
class MessageAsChatReader implements AnswerReader {
  private readonly meter = new MessageMeter();
  private readonly chunks: ChatChunks;

  constructor(
    { wantsUsage }: ModelRequest,
    private readonly createdAtS: number,
  ) {
    this.chunks = new ChatChunks({ createdAtS, wantsUsage });
  }

  readWhole(body: Buffer): AnswerPart {
    const message = parseObject(body.toString('utf8'));
    if (!message) return badPart('The upstream sent something else than a message.');
    return translatedPart(() => {
      const shown = Buffer.from(JSON.stringify(toChatCompletion(message, this.createdAtS)));
      return { ...this.meter.readMessage(message), shown, isLast: true };
    });
  }

  readEvent({ name }: ServerSentEvent, data: string): AnswerPart {
    const event = parseObject(data);
    if (!event) return badPart('The upstream sent an event that is no JSON.');
    if (event.type === 'error' || name === 'error') {
      return badPart('The upstream reported an error in its stream.');
    }
    return translatedPart(() => {
      const metered = this.meter.readEvent(event);
      return { ...metered, shown: this.show(event), isLast: this.chunks.isComplete };
    });
  }

  private show(event: JsonObject): Buffer | null {
    const shown = this.chunks.push(event).map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
    if (this.chunks.isComplete) shown.push(DONE);
    else if (event.type === 'ping') shown.push(KEEP_ALIVE);
    return shown.length > 0 ? Buffer.from(shown.join('')) : null;
  }
}
