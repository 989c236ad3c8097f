import { newUuid } from '../../platform/uuid';
import type { Settlement } from '../settlement';

/** A settlement of a call like many, with what is given. */
export function settlementOf(change: Partial<Settlement> = {}): Settlement {
  return {
    requestId: newUuid(),
    accountId: newUuid(),
    apiKeyId: newUuid(),
    modelNumber: 1,
    admittedAtUs: String(Date.UTC(2026, 0, 15, 10, 20) * 1000),
    usedOldSecret: false,
    usage: {
      inputTokens: 100,
      outputTokens: 50,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      source: 'REPORTED',
    },
    endReason: 'COMPLETED',
    latencyMs: 12,
    firstByteMs: 3,
    ...change,
  };
}
