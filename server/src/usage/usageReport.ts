/** Sums of usage. Whole numbers up to 2^53 - 1; cost an exact decimal, null when any of its models had no price. */
export interface UsageSums {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  readonly cachedInputTokens: number;
  readonly reasoningTokens: number;
  readonly estimatedTokens: number;
  readonly cost: string | null;
}

/** One bucket and one group that used anything. What was not grouped by is null. */
export interface UsageReportRow {
  readonly bucketStart: Date | null;
  readonly modelNumber: number | null;
  readonly apiKeyId: string | null;
  readonly usage: UsageSums;
}

/** An answer of the database. */
export interface UsageAnswer {
  /** Oldest bucket first, then most tokens first. */
  readonly rows: readonly UsageReportRow[];
  /** The sum of all rows, also of those cut off. */
  readonly total: UsageSums;
  /** Everything that ended before this instant is counted. */
  readonly dataUpTo: Date;
  /** The account's sums were last proved equal to the ledger up to this instant; null while nothing has proved them. */
  readonly reconciledUpTo: Date | null;
  readonly isTruncated: boolean;
}

export const NO_USAGE: UsageSums = {
  requests: 0,
  inputTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  estimatedTokens: 0,
  cost: '0',
};
