const WITHIN_MS = 5_000;
const MOST_BYTES = 1024 * 1024;

/**
 * Reads a small document over HTTP, such as a list of public keys. Redirects are not followed.
 *
 * @throws Error when it is not there within 5 s, is answered with anything but 200, or is larger than 1 MiB.
 */
export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: 'application/json', 'user-agent': 'keymeter' },
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > MOST_BYTES) throw new Error(`The answer of ${url} is larger than ${MOST_BYTES} bytes.`);
    pieces.push(piece);
  }
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  return Buffer.concat(pieces).toString('utf8');
}
