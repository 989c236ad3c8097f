import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';
import { UntranslatableAnswer } from '../untranslatableAnswer';
import { toAnthropicUsage } from './chatUsage';
import { toStopReason } from './stopReasons';
import { messageHead, messageUsage } from './toMessage';

/** The block that the model is writing. Blocks follow each other, and only the last one is open. */
interface OpenBlock {
  readonly kind: 'TEXT' | 'CALL';
  /** Which of the upstream's calls it is. */
  readonly call: { readonly index: unknown; readonly id: unknown } | null;
}

/** Turns the chunks of a chat completion into the events of Anthropic's stream, as they come. */
export class MessageEvents {
  private isStarted = false;
  private blockCount = 0;
  private open: OpenBlock | null = null;
  private lastChoice: JsonObject = {};
  private usage: unknown = null;
  private readonly saw = { calls: false, refusal: false };

  /**
   * The events that one chunk makes, sometimes none.
   *
   * @throws UntranslatableAnswer when the upstream goes back to a call that it had left.
   */
  push(chunk: JsonObject): JsonObject[] {
    const events = this.isStarted ? [] : [this.start(chunk)];
    if (isJsonObject(chunk.usage)) this.usage = chunk.usage;
    const choice: unknown = Array.isArray(chunk.choices) ? chunk.choices[0] : null;
    if (!isJsonObject(choice)) return events;
    if (choice.finish_reason) this.lastChoice = choice;
    return isJsonObject(choice.delta) ? [...events, ...this.extend(choice.delta)] : events;
  }

  /**
   * The events at the end of a stream that came to its end. They tell why the model stopped and what it used.
   *
   * @throws UntranslatableAnswer when there was no chunk at all.
   */
  end(): JsonObject[] {
    if (!this.isStarted) throw new UntranslatableAnswer('The upstream sent no chunk.');
    const delta = { ...toStopReason(this.lastChoice, this.saw), stop_details: null, container: null };
    return [
      ...this.close(),
      { type: 'message_delta', delta, usage: toAnthropicUsage(this.usage) },
      { type: 'message_stop' },
    ];
  }

  private start(chunk: JsonObject): JsonObject {
    this.isStarted = true;
    const answer = { content: [], stop_reason: null, stop_sequence: null, usage: messageUsage(null) };
    return { type: 'message_start', message: { ...messageHead(chunk), ...answer } };
  }

  private extend(delta: JsonObject): JsonObject[] {
    const calls = Array.isArray(delta.tool_calls) ? delta.tool_calls.filter(isJsonObject) : [];
    if (typeof delta.refusal === 'string' && delta.refusal !== '') this.saw.refusal = true;
    return [
      ...this.say(delta.content),
      ...this.say(delta.refusal),
      ...calls.flatMap((call) => this.call(call)),
    ];
  }

  private say(text: unknown): JsonObject[] {
    if (typeof text !== 'string' || text === '') return [];
    const opening =
      this.open?.kind === 'TEXT' ? [] : this.openBlock('TEXT', { type: 'text', text: '', citations: null });
    return [...opening, this.delta({ type: 'text_delta', text })];
  }

  private call(call: JsonObject): JsonObject[] {
    const written = isJsonObject(call.function) ? call.function : {};
    const json = typeof written.arguments === 'string' ? written.arguments : '';
    return [
      ...(this.isOpen(call) ? [] : this.openCall(call, written.name)),
      ...(json === '' ? [] : [this.delta({ type: 'input_json_delta', partial_json: json })]),
    ];
  }

  /** Some servers give every call the same index and tell them apart by their ids. */
  private isOpen(call: JsonObject): boolean {
    const open = this.open?.call;
    if (!open || open.index !== call.index) return false;
    return !call.id || call.id === open.id;
  }

  private openCall(call: JsonObject, name: unknown): JsonObject[] {
    if (typeof call.id !== 'string' || typeof name !== 'string') {
      throw new UntranslatableAnswer('The upstream wrote on at a call that it had not begun, or had left.');
    }
    this.saw.calls = true;
    const block = { type: 'tool_use', id: call.id, name, input: {}, caller: { type: 'direct' } };
    return this.openBlock('CALL', block, { index: call.index, id: call.id });
  }

  private openBlock(
    kind: OpenBlock['kind'],
    block: JsonObject,
    call: OpenBlock['call'] = null,
  ): JsonObject[] {
    const closing = this.close();
    this.open = { kind, call };
    return [...closing, { type: 'content_block_start', index: this.blockCount, content_block: block }];
  }

  private delta(delta: JsonObject): JsonObject {
    return { type: 'content_block_delta', index: this.blockCount, delta };
  }

  private close(): JsonObject[] {
    if (!this.open) return [];
    this.open = null;
    this.blockCount += 1;
    return [{ type: 'content_block_stop', index: this.blockCount - 1 }];
  }
}
