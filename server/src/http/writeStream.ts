import type { ServerResponse } from 'node:http';

/** A client that takes nothing for this long is cut off, so that nothing piles up for it. */
const STALLED_AFTER_MS = 30_000;

/** Writes what comes until its end or the client's, no faster than the client reads. A stalled client is cut off. */
export async function writeStream(response: ServerResponse, chunks: AsyncIterable<string>): Promise<void> {
  for await (const chunk of chunks) {
    if (response.writableEnded || response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
}

/** Resolves when the client has read on or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      response.off('drain', done).off('close', done);
      resolve();
    };
    const timer = setTimeout(() => response.destroy(), STALLED_AFTER_MS);
    response.on('drain', done).on('close', done);
  });
}
