import { createClient } from 'graphql-sse';

interface StreamListener {
  readonly onEvent: () => void;
  /** The server does not offer the stream, or it broke off for good. */
  readonly onEnd: () => void;
}

const RETRIES = 3;

/** Listens to the server's events of changed usage. Ends by itself after some failed tries in a row. */
export function openUsageStream({ onEvent, onEnd }: StreamListener): () => void {
  let isStopped = false;
  const client = createClient({
    url: `${window.location.origin}/graphql/stream`,
    credentials: 'same-origin',
    retryAttempts: RETRIES,
  });
  const end = () => {
    if (!isStopped) onEnd();
  };
  const unsubscribe = client.subscribe(
    { query: 'subscription UsageChanged { usageChanged { at } }' },
    {
      // A server without the subscription answers once, with errors.
      next: ({ errors }) => (errors ? end() : onEvent()),
      error: end,
      complete: end,
    },
  );
  return () => {
    isStopped = true;
    unsubscribe();
    client.dispose();
  };
}
