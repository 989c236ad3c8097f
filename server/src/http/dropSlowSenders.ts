import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { refuseOnSocket } from './refuseOnSocket';

export interface SenderPace {
  /** How long a sender may stay below the least pace. */
  readonly windowMs: number;
  /** What has to come within that time, in bytes. */
  readonly leastBytes: number;
}

/** A modem of 1990 sends its body faster than 1 KiB a second. */
const SENDER_PACE: SenderPace = { windowMs: 5_000, leastBytes: 5 * 1_024 };
const LOOK_EVERY_MS = 1_000;

interface Sender {
  readonly answer: ServerResponse;
  bytes: number;
  since: number;
}

/**
 * Cuts off whoever sends a body so slowly that it can only mean to hold a place. Node bounds the headers and the whole
 * request; between the two a client could send one byte a second.
 */
export function dropSlowSenders(app: FastifyInstance, pace: SenderPace = SENDER_PACE): void {
  const senders = new Map<IncomingMessage, Sender>();
  app.addHook('onRequest', ({ raw }, reply, done) => {
    if (raw.complete || !hasBody(raw)) return done();
    senders.set(raw, { answer: reply.raw, bytes: raw.socket.bytesRead, since: performance.now() });
    const forget = () => void senders.delete(raw);
    raw.once('end', forget);
    raw.once('close', forget);
    done();
  });
  const timer = setInterval(
    () => {
      for (const [raw, sender] of senders) {
        // It is all here, though nobody may have read it.
        if (raw.complete) senders.delete(raw);
        else look(raw, sender, pace);
      }
    },
    Math.min(LOOK_EVERY_MS, pace.windowMs),
  );
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

function look(raw: IncomingMessage, sender: Sender, { windowMs, leastBytes }: SenderPace): void {
  const now = performance.now();
  if (now - sender.since < windowMs) return;
  const { bytesRead } = raw.socket;
  if (bytesRead - sender.bytes >= leastBytes) {
    sender.bytes = bytesRead;
    sender.since = now;
    return;
  }
  if (sender.answer.headersSent) {
    // It was refused already, and goes on sending.
    raw.socket.destroy();
    return;
  }
  refuseOnSocket(raw.socket, {
    status: 408,
    code: 'request_timeout',
    message: `The body came too slowly: less than ${leastBytes} bytes in ${windowMs / 1_000} seconds.`,
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
