import { parseJsonObject } from '../openai/parseJsonObject';
import type { ServerSentEvent } from '../openai/serverSentEvents';
import { withModel } from '../openai/withModel';
import { type AnswerPart, type AnswerReader, badPart, type Dialect } from '../protocols/dialect';
import { MessageMeter } from './messageMeter';

/** Messages for an upstream that speaks them too. */
export const messagesToAnthropic: Dialect = {
  path: '/messages',
  upstreamBody: withModel,
  newReader: () => new MessageReader(),
};

class MessageReader implements AnswerReader {
  private readonly meter = new MessageMeter();

  readWhole(body: Buffer): AnswerPart {
    const message = parseJsonObject(body.toString('utf8'));
    if (message?.type !== 'message' || !Array.isArray(message.content)) {
      return badPart('The upstream sent something else than a message.');
    }
    return { ...this.meter.readMessage(message), shown: body, isLast: true, problem: null };
  }

  readEvent(event: ServerSentEvent, data: string): AnswerPart {
    const said = parseJsonObject(data);
    if (!said) return badPart('The upstream sent an event that is no JSON.');
    const type = said.type ?? event.name;
    if (type === 'error') return badPart('The upstream reported an error in its stream.');
    const isLast = type === 'message_stop';
    return { ...this.meter.readEvent(said), shown: event.raw, isLast, problem: null };
  }
}
