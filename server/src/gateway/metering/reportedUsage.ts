/** What an upstream has reported of one call so far. */
export interface ReportedUsage {
  /** Null while it has said nothing about it that can be believed. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** A part of the input. */
  readonly cachedInputTokens: number;
  /** A part of the output. */
  readonly reasoningTokens: number;
  /** The report contradicts itself: what is taken from it counts as an estimate. */
  readonly isDoubtful: boolean;
}
