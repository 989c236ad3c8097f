const DEADLINE_MS = 15_000;

export type KeyTestResult =
  | { kind: 'works'; models: number }
  | { kind: 'refused'; message: string }
  | { kind: 'failed' };

/** Tries a new key on the gateway itself: it asks which models the key may call. */
export async function testApiKey(baseUrl: string, secret: string): Promise<KeyTestResult> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: { authorization: `Bearer ${secret}` },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body: unknown = await response.json();
    if (response.ok) return { kind: 'works', models: countIn(body) };
    const message = errorMessageIn(body);
    return message === null ? { kind: 'failed' } : { kind: 'refused', message };
  } catch {
    return { kind: 'failed' };
  }
}

function countIn(body: unknown): number {
  return typeof body === 'object' && body !== null && 'data' in body && Array.isArray(body.data)
    ? body.data.length
    : 0;
}

function errorMessageIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  return typeof error.message === 'string' ? error.message : null;
}
