import type { Readable } from 'node:stream';

const MAX_CHARACTERS = 10_000;

/**
 * The first line of a stream, without its end; all there is when it has no line end.
 *
 * @throws Error when the line is too long, or has not come within this time.
 */
export async function readLine(input: Readable, withinMs: number): Promise<string> {
  const signal = AbortSignal.timeout(withinMs);
  const onLate = () =>
    input.destroy(new Error(`no line came on standard input within ${withinMs / 1000} seconds`));
  signal.addEventListener('abort', onLate, { once: true });
  let text = '';
  try {
    for await (const piece of input.setEncoding('utf8')) {
      text += String(piece);
      if (text.includes('\n')) break;
      if (text.length > MAX_CHARACTERS) throw new Error('the line on standard input is too long');
    }
  } finally {
    signal.removeEventListener('abort', onLate);
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
