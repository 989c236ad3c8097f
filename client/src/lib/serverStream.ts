import type { FormattedExecutionResult } from 'graphql';
import { createClient, type RequestParams, type Sink } from 'graphql-sse';

/** One client for all streams of this tab. It never tries again by itself: who listens knows better what was missed. */
const client = createClient({
  url: `${window.location.origin}/graphql/stream`,
  credentials: 'same-origin',
  retryAttempts: 0,
});

/** Listens to one subscription; answers how to stop. */
export function openServerStream(
  request: RequestParams,
  observer: Sink<FormattedExecutionResult>,
): () => void {
  return client.subscribe<Record<string, unknown>>(request, {
    next: (result) => observer.next(result as FormattedExecutionResult), // parsed from JSON: errors are formatted
    error: (error) => observer.error(error),
    complete: () => observer.complete(),
  });
}
