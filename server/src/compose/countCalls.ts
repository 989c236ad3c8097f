import type { CallObserver } from '../gateway/callObserver';
import type { Metrics } from '../platform/metrics';

/** Counts calls in this process's metrics. Models are labels, since the catalogue is bounded; keys never are. */
export function countCalls(metrics: Metrics): CallObserver {
  return {
    refused: (reason) => metrics.refused.inc({ reason }),
    settled: ({ modelId: model, usage, endReason, latencyMs, firstByteMs }) => {
      metrics.calls.inc({ model, end_reason: endReason });
      metrics.tokens.inc({ model, type: 'input' }, usage.inputTokens);
      metrics.tokens.inc({ model, type: 'output' }, usage.outputTokens);
      metrics.tokens.inc({ model, type: 'cached_input' }, usage.cachedInputTokens);
      metrics.tokens.inc({ model, type: 'reasoning' }, usage.reasoningTokens);
      metrics.callSeconds.observe(latencyMs / 1_000);
      if (firstByteMs !== null) metrics.firstByteSeconds.observe(firstByteMs / 1_000);
    },
  };
}
