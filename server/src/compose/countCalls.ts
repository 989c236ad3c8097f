import type { CallObserver } from '../gateway/callObserver';
import type { Metrics } from '../platform/metrics';

/** Counts calls in this process's metrics. Models and upstreams are labels, since both are bounded; keys never are. */
export function countCalls(metrics: Metrics): CallObserver {
  return {
    refused: (reason) => metrics.refused.inc({ reason }),
    settled: ({ modelId: model, usage, endReason, latencyMs, firstByteMs, failedAttempts }) => {
      metrics.calls.inc({ model, end_reason: endReason });
      metrics.tokens.inc({ model, type: 'input' }, usage.inputTokens);
      metrics.tokens.inc({ model, type: 'output' }, usage.outputTokens);
      metrics.tokens.inc({ model, type: 'cached_input' }, usage.cachedInputTokens);
      metrics.tokens.inc({ model, type: 'reasoning' }, usage.reasoningTokens);
      for (const { upstream, outcome } of failedAttempts) metrics.failedAttempts.inc({ upstream, outcome });
      metrics.callSeconds.observe(latencyMs / 1_000);
      if (firstByteMs !== null) metrics.firstByteSeconds.observe(firstByteMs / 1_000);
    },
  };
}
