/** Why Anthropic's model stopped, in OpenAI's words. */
export const FINISH_REASONS = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  /** The turn is not complete, and OpenAI has no other word for that. */
  pause_turn: 'length',
  refusal: 'content_filter',
} as const;

/** A reason that nobody knew when this was written counts as a normal end. */
export function toFinishReason(stopReason: unknown): string {
  const known = new Map<unknown, string>(Object.entries(FINISH_REASONS));
  return known.get(stopReason) ?? 'stop';
}
