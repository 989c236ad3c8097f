import type { EndReason, FailedAttempt, TokenUsage } from '../usage/settlement';
import type { RefusalCode } from './gatewayRefusal';

/** A call that is on record. */
export interface SettledCall {
  readonly modelId: string;
  readonly usage: TokenUsage;
  readonly endReason: EndReason;
  /** From admission to the upstream's last byte. */
  readonly latencyMs: number;
  /** From admission to the upstream's first byte; null when there was none. */
  readonly firstByteMs: number | null;
  /** Upstreams that were asked in vain. */
  readonly failedAttempts: readonly FailedAttempt[];
}

/** Told of calls, so that they can be counted. Never told of keys, prompts or answers. */
export interface CallObserver {
  /** Refused before any upstream was asked. */
  refused(code: RefusalCode): void;
  settled(call: SettledCall): void;
}
