import type { TokenUsage } from '../../usage/settlement';

/** Nothing was used: the upstream never took the call. */
export const NO_USAGE: TokenUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  source: 'REPORTED',
};
