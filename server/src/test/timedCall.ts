/** One call of a model as its client saw it; times in milliseconds of `performance.now`. */
export interface TimedCall {
  readonly status: number;
  readonly requestId: string;
  readonly code: string | null;
  /** Ended with `[DONE]`. */
  readonly isClean: boolean;
  readonly hasError: boolean;
  /** When the last piece of the answer came, an error not counted; null when there was none. */
  readonly lastContentAtMs: number | null;
  readonly endedAtMs: number;
}

export interface OpenCall {
  readonly status: number;
  readonly requestId: string;
  readonly ended: Promise<TimedCall>;
}

const TIMEOUT_MS = 30_000;

/** Sends a call and resolves when its answer has begun. A stream is long enough to be cut. */
export async function openCall(url: string, secret: string, { stream = true } = {}): Promise<OpenCall> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'demo/thorough',
      messages: [{ role: 'user', content: 'Count to a thousand, slowly.' }],
      ...(stream ? { stream, max_tokens: 2_000 } : { max_tokens: 1 }),
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { status } = response;
  const requestId = response.headers.get('x-request-id') ?? '';
  return { status, requestId, ended: readToEnd(response, { status, requestId }) };
}

/** The same, to its end. */
export async function call(url: string, secret: string, options = { stream: false }): Promise<TimedCall> {
  return (await openCall(url, secret, options)).ended;
}

async function readToEnd(
  response: Response,
  { status, requestId }: Pick<TimedCall, 'status' | 'requestId'>,
): Promise<TimedCall> {
  let text = '';
  let lastContentAtMs: number | null = null;
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    const piece = decoder.decode(bytes, { stream: true });
    if (piece.includes('"delta"')) lastContentAtMs = performance.now();
    text += piece;
  }
  return {
    status,
    requestId,
    code: /"code":"(\w+)"/.exec(text)?.[1] ?? null,
    isClean: text.includes('[DONE]'),
    hasError: text.includes('"error"'),
    lastContentAtMs,
    endedAtMs: performance.now(),
  };
}
