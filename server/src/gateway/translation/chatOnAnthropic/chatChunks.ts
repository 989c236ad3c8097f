import { type AnthropicUsage, NOTHING_SAID, updateUsage } from '../../anthropic/anthropicUsage';
import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';
import { UntranslatableAnswer } from '../untranslatableAnswer';
import { toFinishReason } from './finishReasons';
import { refusalText } from './toChatCompletion';
import { toChatUsage } from './toChatUsage';

export interface ChatChunksOptions {
  /** Unix time in seconds, which Anthropic does not say. */
  readonly createdAtS: number;
  /** The client asked for a last chunk with the usage; all others then carry `usage: null`. */
  readonly wantsUsage: boolean;
}

/** What stands between the start of a message and its end. */
const MESSAGE_PARTS: ReadonlySet<unknown> = new Set([
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
]);

/** The call that the model is writing. */
interface OpenCall {
  readonly index: number;
  readonly input: unknown;
  hasArguments: boolean;
}

/** Turns the events of Anthropic's stream into chunks of a chat completion, as they come. */
export class ChatChunks {
  private head: JsonObject | null = null;
  private usage: AnthropicUsage = NOTHING_SAID;
  private call: OpenCall | null = null;
  private callCount = 0;

  constructor(private readonly options: ChatChunksOptions) {}

  /**
   * The chunks that one event makes, often none. Kinds of events and blocks that nobody knew are passed over, as
   * Anthropic asks.
   *
   * @throws UntranslatableAnswer when the events do not make a message.
   */
  push(event: JsonObject): JsonObject[] {
    if (event.type === 'message_start') return this.start(event.message);
    if (!this.head && MESSAGE_PARTS.has(event.type))
      throw new UntranslatableAnswer('The stream has no start.');
    switch (event.type) {
      case 'content_block_start':
        return this.startBlock(event.content_block);
      case 'content_block_delta':
        return isJsonObject(event.delta) ? this.extend(event.delta) : [];
      case 'content_block_stop':
        return this.stopBlock();
      case 'message_delta':
        return this.finish(event);
      case 'message_stop':
        return this.lastChunk();
      default:
        return [];
    }
  }

  private start(message: unknown): JsonObject[] {
    if (!isJsonObject(message) || this.head) throw new UntranslatableAnswer('The stream has no one start.');
    this.usage = updateUsage(this.usage, message.usage);
    this.head = {
      id: message.id,
      object: 'chat.completion.chunk',
      created: this.options.createdAtS,
      model: message.model,
    };
    return [this.chunk({ role: 'assistant', content: '', refusal: null })];
  }

  private startBlock(block: unknown): JsonObject[] {
    if (!isJsonObject(block)) return [];
    if (block.type === 'text') return this.say(block.text);
    if (block.type !== 'tool_use') return [];
    this.call = { index: this.callCount, input: block.input, hasArguments: false };
    this.callCount += 1;
    const called = { name: block.name, arguments: '' };
    return [
      this.chunk({
        tool_calls: [{ index: this.call.index, id: block.id, type: 'function', function: called }],
      }),
    ];
  }

  private extend(delta: JsonObject): JsonObject[] {
    if (delta.type === 'text_delta') return this.say(delta.text);
    if (delta.type === 'input_json_delta' && this.call) return this.write(this.call, delta.partial_json);
    return [];
  }

  private say(text: unknown): JsonObject[] {
    return typeof text === 'string' && text !== '' ? [this.chunk({ content: text })] : [];
  }

  private write(call: OpenCall, json: unknown): JsonObject[] {
    if (typeof json !== 'string' || json === '') return [];
    call.hasArguments = true;
    return [this.chunk({ tool_calls: [{ index: call.index, function: { arguments: json } }] })];
  }

  /** A call whose input came as a whole, or that has none, has had no arguments yet. */
  private stopBlock(): JsonObject[] {
    const { call } = this;
    this.call = null;
    return call && !call.hasArguments ? this.write(call, JSON.stringify(call.input ?? {})) : [];
  }

  private finish(event: JsonObject): JsonObject[] {
    this.usage = updateUsage(this.usage, event.usage);
    const delta = isJsonObject(event.delta) ? event.delta : {};
    if (delta.stop_reason === undefined || delta.stop_reason === null) return [];
    const refusal = refusalText(delta.stop_details);
    return [
      ...(refusal === null ? [] : [this.chunk({ refusal })]),
      this.chunk({}, toFinishReason(delta.stop_reason)),
    ];
  }

  private lastChunk(): JsonObject[] {
    const usage = this.options.wantsUsage ? toChatUsage(this.usage) : undefined;
    return usage ? [{ ...this.head, choices: [], usage }] : [];
  }

  private chunk(delta: JsonObject, finishReason: string | null = null): JsonObject {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
    return { ...this.head, choices, ...(this.options.wantsUsage ? { usage: null } : {}) };
  }
}
