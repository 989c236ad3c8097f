import { UpstreamRefused } from './callEnding';
import { upstreamRefusal } from './openai/upstreamRefusal';
import { type Exchange, UpstreamFailure, type UpstreamHead } from './upstreams/upstream';

/** No answer in one piece is larger: images come as addresses, and texts are far smaller. */
const MAX_BODY_BYTES = 33_554_432;
const MAX_ERROR_BYTES = 65_536;

/**
 * Waits until the upstream takes the call.
 *
 * @throws UpstreamRefused when it refuses in a way that the client may see, UpstreamFailure for everything else that is
 * not the answer asked for: redirects, which are never followed, errors of its own, what is packed, and pages instead of events.
 */
export async function waitForAcceptance(exchange: Exchange, wantsStream: boolean): Promise<void> {
  const head = await exchange.head();
  if (head.status >= 400 && head.status < 500) throw await refusalOf(exchange, head);
  if (head.status !== 200) throw failedWith(head, `The upstream answered ${head.status}.`);
  if (!/^(?:identity)?$/i.test(String(head.headers['content-encoding'] ?? ''))) {
    throw failedWith(head, 'The upstream packed its answer, though it was asked not to.');
  }
  const type = String(head.headers['content-type'] ?? '');
  if (wantsStream && !/^text\/event-stream\b/i.test(type)) {
    throw failedWith(head, 'The upstream answered with something else than events.');
  }
}

/**
 * The whole answer.
 *
 * @throws UpstreamFailure when it breaks off or is larger than 32 MiB.
 */
export async function readWhole(exchange: Exchange, onBytes: () => void): Promise<Buffer> {
  return readUpTo(exchange, MAX_BODY_BYTES, onBytes);
}

async function refusalOf(exchange: Exchange, head: UpstreamHead): Promise<Error> {
  const body = await readUpTo(exchange, MAX_ERROR_BYTES, () => {});
  const answer = upstreamRefusal(head.status, head.headers['retry-after'], body.toString('utf8'), (text) =>
    exchange.withoutKey(text),
  );
  return answer
    ? new UpstreamRefused(answer)
    : failedWith(head, `The upstream refused our account with ${head.status}.`);
}

function failedWith({ status, headers }: UpstreamHead, message: string): UpstreamFailure {
  return new UpstreamFailure('FAILED', message, { status, retryAfter: headers['retry-after'] });
}

async function readUpTo(exchange: Exchange, maxBytes: number, onBytes: () => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const bytes = await exchange.read();
    if (bytes === null) return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    onBytes();
    parts.push(bytes);
    size += bytes.length;
    if (size > maxBytes) throw new UpstreamFailure('FAILED', `The answer is larger than ${maxBytes} bytes.`);
  }
}
