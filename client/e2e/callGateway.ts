/** One chat completion, as a program would ask for it. @returns status and body, the stream to its end. */
export async function callGateway(
  url: string,
  key: string,
  { model = 'demo/quick', stream = false } = {},
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Hello!' }] }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, body: await response.text() };
}
