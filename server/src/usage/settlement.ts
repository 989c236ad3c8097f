/** Tokens of one call. Cached tokens are a part of the input, reasoning tokens a part of the output. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
  readonly reasoningTokens: number;
  /** REPORTED by the upstream, or ESTIMATED with a tokenizer from the texts that went through. */
  readonly source: 'REPORTED' | 'ESTIMATED';
}

/** How a call ended. NODE_LOST is written by another node for one that died. */
export const END_REASONS = [
  'COMPLETED',
  'CLIENT_GONE',
  'UPSTREAM_FAILED',
  'UPSTREAM_TIMEOUT',
  'KEY_REVOKED',
  'SHUTDOWN',
  'NODE_LOST',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** An upstream that was asked and gave no answer: it costs nothing, and stands in a table of its own. */
export interface FailedAttempt {
  /** 1 for the first upstream that was asked. */
  readonly number: number;
  /** The upstream's name in the configuration. */
  readonly upstream: string;
  /** REFUSED with a status that the client may see, FAILED with none that it may, or TIMEOUT. */
  readonly outcome: 'REFUSED' | 'FAILED' | 'TIMEOUT';
  /** Of its answer; null when there was none. */
  readonly status: number | null;
  readonly latencyMs: number;
}

/** The upstreams that one call was put to. */
export interface AttemptsOfCall {
  readonly count: number;
  readonly failed: readonly FailedAttempt[];
}

/** Everything the ledger needs of one call; it never depends on the open row. */
export interface Settlement {
  readonly requestId: string;
  readonly accountId: string;
  readonly apiKeyId: string;
  readonly modelNumber: number;
  /** The database's clock at admission, microseconds since 1970. */
  readonly admittedAtUs: string;
  /** The key answered to the secret that it had before a rotation: its owner wants to know. */
  readonly usedOldSecret: boolean;
  readonly usage: TokenUsage;
  readonly endReason: EndReason;
  /** From admission to the upstream's last byte. */
  readonly latencyMs: number;
  /** From admission to the upstream's first byte; null when there was none. */
  readonly firstByteMs: number | null;
  /** Absent when nobody can tell any more. */
  readonly attempts?: AttemptsOfCall;
}

/**
 * Closes a call: resolves once it is on record for good, as a rule when ledger, sums and open row are committed. Safe to
 * repeat with the same id. It is tried again while the database is away; `giveUpAfterMs` bounds how long the caller waits.
 *
 * @throws DomainError UNAVAILABLE when it is not on record in time; the settlement stays queued and is tried again.
 */
export type Settle = (settlement: Settlement, giveUpAfterMs: number) => Promise<void>;
