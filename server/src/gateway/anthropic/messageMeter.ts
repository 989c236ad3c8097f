import type { ReportedUsage } from '../metering/reportedUsage';
import { isJsonObject, type JsonObject } from '../openai/isJsonObject';
import { type AnthropicUsage, NOTHING_SAID, toReportedUsage, updateUsage } from './anthropicUsage';

/** What a message of Anthropic, or one event of its stream, says for the ledger. */
export interface MeteredMessage {
  readonly usage: ReportedUsage | null;
  /** Everything that the model wrote: what is said, thought and called. */
  readonly texts: readonly string[];
}

/** Reads usage and texts of one answer of Anthropic's Messages API, as it comes. */
export class MessageMeter {
  private usage: AnthropicUsage = NOTHING_SAID;

  /** An answer in one piece. */
  readMessage(message: JsonObject): MeteredMessage {
    this.usage = updateUsage(this.usage, message.usage);
    const blocks = Array.isArray(message.content) ? message.content : [];
    return { usage: toReportedUsage(this.usage), texts: blocks.flatMap(textsOf) };
  }

  /**
   * One event of a stream. What `message_start` says of the output is a stand-in of a token or so, not a report: until
   * the first `message_delta` the output counts as unknown.
   */
  readEvent(event: JsonObject): MeteredMessage {
    switch (event.type) {
      case 'message_start': {
        const reported = isJsonObject(event.message) ? event.message.usage : null;
        this.usage = { ...updateUsage(this.usage, reported), output: null, thinking: null };
        return { usage: toReportedUsage(this.usage), texts: [] };
      }
      case 'message_delta':
        this.usage = updateUsage(this.usage, event.usage);
        return { usage: toReportedUsage(this.usage), texts: [] };
      case 'content_block_start':
        return { usage: null, texts: textsOf(event.content_block) };
      case 'content_block_delta':
        return { usage: null, texts: textsOf(event.delta) };
      default:
        return { usage: null, texts: [] };
    }
  }
}

const TEXT_FIELDS = ['text', 'thinking', 'name', 'partial_json'] as const;

function textsOf(piece: unknown): string[] {
  if (!isJsonObject(piece)) return [];
  const texts = TEXT_FIELDS.flatMap((field) => piece[field]).filter((text) => typeof text === 'string');
  const input =
    isJsonObject(piece.input) && Object.keys(piece.input).length > 0 ? [JSON.stringify(piece.input)] : [];
  return [...texts.filter((text) => text !== ''), ...input];
}
