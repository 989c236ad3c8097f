import type { JsonObject } from '../../openai/isJsonObject';

/** Why OpenAI's model stopped, in Anthropic's words. */
export const STOP_REASONS = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  function_call: 'tool_use',
  content_filter: 'refusal',
} as const;

export interface StopReason {
  readonly stop_reason: string;
  /** The text at which the model stopped. OpenAI does not say it, vLLM does. */
  readonly stop_sequence: string | null;
}

/**
 * Why the model stopped. OpenAI says `stop` also when it had to call a function by name.
 *
 * @param choice what the upstream says of it, with `finish_reason`.
 */
export function toStopReason(choice: JsonObject, saw: { calls: boolean; refusal: boolean }): StopReason {
  if (saw.refusal) return { stop_reason: 'refusal', stop_sequence: null };
  const known = new Map<unknown, string>(Object.entries(STOP_REASONS));
  const reason = known.get(choice.finish_reason) ?? 'end_turn';
  if (reason === 'end_turn' && saw.calls) return { stop_reason: 'tool_use', stop_sequence: null };
  if (reason === 'end_turn' && typeof choice.stop_reason === 'string') {
    return { stop_reason: 'stop_sequence', stop_sequence: choice.stop_reason };
  }
  return { stop_reason: reason, stop_sequence: null };
}
