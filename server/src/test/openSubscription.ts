/** A subscription as it comes over the wire, for tests that look at each event. */
export interface OpenedSubscription {
  readonly status: number;
  readonly headers: Headers;
  /** Events of the stream so far, comments left out. */
  readonly events: readonly { readonly event: string; readonly data: unknown }[];
  /** Everything that came so far, as it came. */
  readonly text: string;
  /** Resolves when the server has ended the stream: true when it did so in good order. */
  readonly ended: Promise<boolean>;
  close(): void;
}

/** POSTs a subscription, or GETs it when there is no body to send, and reads in the background. */
export async function openSubscription(
  url: string,
  query: string,
  headers: Record<string, string>,
  method: 'GET' | 'POST' = 'POST',
): Promise<OpenedSubscription> {
  const abort = new AbortController();
  const asked = method === 'GET' ? `?${new URLSearchParams({ query })}` : '';
  const response = await fetch(`${url}/graphql/stream${asked}`, {
    method,
    headers: {
      accept: 'text/event-stream',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(method === 'POST' && { body: JSON.stringify({ query }) }),
    signal: abort.signal,
  });
  let text = '';
  const read = async (): Promise<boolean> => {
    const decoder = new TextDecoder();
    try {
      for await (const bytes of response.body ?? []) text += decoder.decode(bytes, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    get text() {
      return text;
    },
    get events() {
      return [...text.matchAll(/event: (\w+)\ndata:(.*)\n\n/g)].map(([, event = '', data]) => ({
        event,
        data: data ? JSON.parse(data) : null,
      }));
    },
    ended: read(),
    close: () => abort.abort(),
  };
}
