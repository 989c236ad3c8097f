/** One call as its client saw it. */
export interface SeenCall {
  /** Empty when there was no answer at all. */
  readonly requestId: string;
  /** Well: the whole answer came, with its usage. Refused: an error before any of it. Broken: everything else. */
  readonly end: 'WELL' | 'REFUSED' | 'BROKEN';
  /** What the upstream has told the client that it used; null unless it ended well. */
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number } | null;
}

export interface MeteringCall {
  readonly url: string;
  readonly secret: string;
  readonly model: string;
  readonly stream: boolean;
  readonly outputTokens: number;
}

const TIMEOUT_MS = 20_000;

/** Makes one call. Never throws. */
export async function makeCall(call: MeteringCall): Promise<SeenCall> {
  let requestId = '';
  try {
    const response = await fetch(`${call.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${call.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: call.model,
        messages: [{ role: 'user', content: 'Count to a thousand, slowly.' }],
        max_tokens: call.outputTokens,
        stream: call.stream,
        ...(call.stream && { stream_options: { include_usage: true } }),
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    requestId = response.headers.get('x-request-id') ?? '';
    const text = await response.text();
    if (response.status !== 200) return { requestId, end: 'REFUSED', usage: null };
    const usage = usageIn(text);
    const isWhole = !call.stream || text.trimEnd().endsWith('data: [DONE]');
    return isWhole && usage !== null
      ? { requestId, end: 'WELL', usage }
      : { requestId, end: 'BROKEN', usage: null };
  } catch {
    return { requestId, end: 'BROKEN', usage: null };
  }
}

function usageIn(text: string): SeenCall['usage'] {
  const [, inputTokens] = /"prompt_tokens":(\d+)/.exec(text) ?? [];
  const [, outputTokens] = /"completion_tokens":(\d+)/.exec(text) ?? [];
  return inputTokens === undefined || outputTokens === undefined
    ? null
    : { inputTokens: Number(inputTokens), outputTokens: Number(outputTokens) };
}
