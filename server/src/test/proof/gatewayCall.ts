/** How one request ended, and when it began, in milliseconds of `performance.now`. */
export interface CallOutcome {
  readonly startedAtMs: number;
  readonly status: number;
  /** The code of the refusal; null when it was accepted. */
  readonly code: string | null;
}

const TIMEOUT_MS = 30_000;

/** A request whose answer is one token long. */
export async function callOnce(url: string, secret: string, model: string): Promise<CallOutcome> {
  const startedAtMs = performance.now();
  const response = await post(url, secret, { model, max_tokens: 1 });
  const body = (await response.json()) as { error?: { code?: string } };
  return { startedAtMs, status: response.status, code: body.error?.code ?? null };
}

/** A stream under way; `ended` tells how and when it ended. */
export async function openStream(url: string, secret: string, model: string) {
  const response = await post(url, secret, { model, stream: true, max_tokens: 2_000 });
  if (response.status !== 200) throw new Error(`A stream was refused with ${response.status}.`);
  const ended = response.text().then((text) => ({
    atMs: performance.now(),
    isClean: text.includes('[DONE]'),
    hasError: text.includes('"error"'),
  }));
  return { ended };
}

function post(url: string, secret: string, options: object): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messages: [{ role: 'user', content: 'Count to a thousand, slowly.' }],
      ...options,
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
