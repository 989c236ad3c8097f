import type { TokenUsage } from '../../usage/settlement';
import type { TextTally } from './textTally';

/** Nothing was used: the upstream never took the call. */
export const NO_USAGE: TokenUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  source: 'REPORTED',
};

/** What a call is taken to have used when the upstream never said. */
export async function estimateUsage(prompt: TextTally, output: TextTally): Promise<TokenUsage> {
  return {
    inputTokens: await prompt.tokens(),
    outputTokens: await output.tokens(),
    cachedInputTokens: 0,
    reasoningTokens: 0,
    source: 'ESTIMATED',
  };
}
