import { readUsage } from '../../metering/readUsage';
import { chatChunkOf } from '../../openai/chatChunk';
import type { JsonObject } from '../../openai/isJsonObject';
import type { ServerSentEvent } from '../../openai/serverSentEvents';
import { type AnswerPart, type AnswerReader, badPart, type Dialect } from '../../protocols/dialect';
import { parseObject } from '../parseObject';
import { translatedPart } from '../translatedPart';
import { MessageEvents } from './messageEvents';
import { toChatRequest } from './toChatRequest';
import { toMessage } from './toMessage';

/** Anthropic's Messages API for an upstream that speaks chat completions. */
export const messagesToOpenAi: Dialect = {
  path: '/chat/completions',
  check: ({ body }) => void toChatRequest(body, ''),
  upstreamBody: ({ body }, upstreamModel) => Buffer.from(JSON.stringify(toChatRequest(body, upstreamModel))),
  newReader: () => new CompletionAsMessageReader(),
};

/** The usage is read from what the upstream says, before anything of it is translated. */
class CompletionAsMessageReader implements AnswerReader {
  private readonly events = new MessageEvents();

  readWhole(body: Buffer): AnswerPart {
    const completion = parseObject(body.toString('utf8'));
    if (!completion || completion.error)
      return badPart('The upstream sent something else than a completion.');
    return translatedPart(() => {
      const shown = Buffer.from(JSON.stringify(toMessage(completion)));
      return { ...meter(completion), shown, isLast: true };
    });
  }

  readEvent({ name }: ServerSentEvent, data: string): AnswerPart {
    if (data.trim() === '[DONE]') {
      return translatedPart(() => ({
        shown: asEvents(this.events.end()),
        usage: null,
        texts: [],
        isLast: true,
      }));
    }
    const chunk = parseObject(data);
    if (!chunk) return badPart('The upstream sent an event that is no JSON.');
    if (chunk.error || name === 'error') return badPart('The upstream reported an error in its stream.');
    return translatedPart(() => {
      return { ...meter(chunk), shown: asEvents(this.events.push(chunk)), isLast: false };
    });
  }
}

function meter(answer: JsonObject): Pick<AnswerPart, 'usage' | 'texts'> {
  const { usage, texts } = chatChunkOf(answer);
  return { usage: readUsage(usage), texts };
}

/** Null for none. */
function asEvents(events: readonly JsonObject[]): Buffer | null {
  if (events.length === 0) return null;
  return Buffer.from(
    events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  );
}
