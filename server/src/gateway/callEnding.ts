import type { EndReason, TokenUsage } from '../usage/settlement';
import { CallStopped } from './callStopped';
import { GatewayRefusal } from './gatewayRefusal';
import { type ErrorAnswer, errorAnswer } from './openai/openAiErrorBody';
import { EventTooLarge } from './openai/serverSentEvents';
import { UpstreamFailure } from './upstreams/upstream';

/** How a call ended, and what its client is still to be told. Nothing of `reply` was sent yet. */
export interface CallEnding {
  readonly endReason: EndReason;
  readonly usage: TokenUsage;
  readonly reply: Reply;
}

export type Reply =
  /** All went well: these bytes end the answer, after the head if that was not sent yet. */
  | { readonly kind: 'COMPLETE'; readonly headers: Readonly<Record<string, string>>; readonly bytes: Buffer }
  /** Something failed: an answer of its own, or the last event of one that has begun. */
  | { readonly kind: 'ERROR'; readonly answer: ErrorAnswer }
  /** Nobody is there to be told. */
  | { readonly kind: 'NONE' };

/** The upstream refused the request in a way that the client may see. */
export class UpstreamRefused extends Error {
  constructor(readonly answer: ErrorAnswer) {
    super(`The upstream refused the request with ${answer.status}.`);
    this.name = 'UpstreamRefused';
  }
}

/** What a failure means for the ledger and for the client; null for one that nobody foresaw. */
export function failedCall(
  error: unknown,
  maskedKey: string | null,
): Pick<CallEnding, 'endReason' | 'reply'> | null {
  if (error instanceof CallStopped) {
    return { endReason: error.reason, reply: stoppedReply(error, maskedKey) };
  }
  if (error instanceof UpstreamRefused) {
    return { endReason: 'UPSTREAM_FAILED', reply: { kind: 'ERROR', answer: error.answer } };
  }
  // What was admitted and then turned out to be nothing for its upstream.
  if (error instanceof GatewayRefusal) return { endReason: 'UPSTREAM_FAILED', reply: refusedReply(error) };
  if (error instanceof UpstreamFailure && error.kind === 'TIMEOUT') {
    return { endReason: 'UPSTREAM_TIMEOUT', reply: refusedReply(new GatewayRefusal('UPSTREAM_TIMEOUT')) };
  }
  if (error instanceof UpstreamFailure || error instanceof EventTooLarge) {
    return { endReason: 'UPSTREAM_FAILED', reply: refusedReply(new GatewayRefusal('UPSTREAM_ERROR')) };
  }
  return null;
}

/** A refusal as the reply to its client. */
export function refusedReply(refusal: GatewayRefusal): Reply {
  return { kind: 'ERROR', answer: errorAnswer(refusal) };
}

function stoppedReply(stopped: CallStopped, maskedKey: string | null): Reply {
  switch (stopped.reason) {
    case 'CLIENT_GONE':
      return { kind: 'NONE' };
    case 'KEY_REVOKED':
      return refusedReply(new GatewayRefusal('INVALID_API_KEY', { maskedKey }));
    case 'SHUTDOWN':
      return refusedReply(new GatewayRefusal('SERVICE_UNAVAILABLE'));
  }
}
