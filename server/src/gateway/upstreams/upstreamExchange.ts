import { type Dispatcher, errors } from 'undici';
import type { Secret } from '../../platform/secret';
import { AnswerDeadlines, type AnswerTimeouts } from './answerDeadlines';
import { type Exchange, UpstreamFailure, type UpstreamHead } from './upstream';

/** What may wait here before the upstream is held back. */
const MAX_WAITING_BYTES = 262_144;
/** Keys shorter than this are stand-ins such as `EMPTY`, and might be a part of any word. */
const SHORTEST_KEY = 8;
/** How long an upstream may take to end an answer whose last byte was already read. */
const RELEASE_MS = 1_000;

type Controller = Dispatcher.DispatchController;

/** One call to an upstream: undici pushes the answer in, the relay reads it out, and time limits watch over both. */
export class UpstreamExchange implements Exchange, Dispatcher.DispatchHandler {
  isSent = false;
  private controller: Controller | null = null;
  private answerHead: UpstreamHead | null = null;
  private chunks: Buffer[] = [];
  private waitingBytes = 0;
  private isComplete = false;
  private isReleased = false;
  private failure: UpstreamFailure | null = null;
  private wakeReader: () => void = () => {};
  private closing: NodeJS.Timeout | undefined;
  private readonly deadlines: AnswerDeadlines;
  private readonly onAbort = () => this.cancel();

  constructor(
    timeouts: AnswerTimeouts,
    private readonly signal: AbortSignal,
    private readonly apiKey: Secret | null,
  ) {
    this.deadlines = new AnswerDeadlines(timeouts, (deadline) =>
      this.giveUp(new UpstreamFailure('TIMEOUT', `The ${deadline} did not come in time.`)),
    );
    signal.addEventListener('abort', this.onAbort, { once: true });
    if (signal.aborted) this.onAbort();
  }

  withoutKey(text: string): string {
    const key = this.apiKey?.reveal() ?? '';
    return key.length < SHORTEST_KEY ? text : text.replaceAll(key, '***');
  }

  async head(): Promise<UpstreamHead> {
    for (;;) {
      this.signal.throwIfAborted();
      if (this.answerHead) return this.answerHead;
      if (this.failure) throw this.failure;
      await this.change();
    }
  }

  async read(): Promise<Buffer | null> {
    for (;;) {
      this.signal.throwIfAborted();
      if (this.chunks.length > 0) return this.takeChunks();
      if (this.failure) throw this.failure;
      if (this.isComplete) return null;
      await this.change();
    }
  }

  async firstByte(): Promise<void> {
    for (;;) {
      this.signal.throwIfAborted();
      if (this.chunks.length > 0 || this.isComplete) return;
      if (this.failure) throw this.failure;
      await this.change();
    }
  }

  release(): void {
    this.isReleased = true;
    this.signal.removeEventListener('abort', this.onAbort);
    this.deadlines.stop();
    this.chunks = [];
    if (this.isComplete || this.failure) return;
    this.closing = setTimeout(() => this.cancel(), RELEASE_MS);
    this.controller?.resume();
  }

  cancel(): void {
    this.signal.removeEventListener('abort', this.onAbort);
    this.giveUp(new UpstreamFailure('FAILED', 'The call was given up.'));
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    // It may have been given up while it waited for a connection.
    if (this.failure) controller.abort(this.failure);
    else this.isSent = true;
  }

  onResponseStart(_controller: Controller, status: number, headers: UpstreamHead['headers']): void {
    // 103 Early Hints and their like come before the answer.
    if (status < 200) return;
    this.answerHead = { status, headers };
    this.wakeReader();
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.isReleased) return;
    this.chunks.push(chunk);
    this.waitingBytes += chunk.length;
    this.deadlines.progress();
    if (this.waitingBytes > MAX_WAITING_BYTES) {
      controller.pause();
      this.deadlines.hold();
    }
    this.wakeReader();
  }

  onResponseEnd(): void {
    this.isComplete = true;
    this.finish();
  }

  onResponseError(_controller: Controller, error: Error): void {
    const kind = error instanceof errors.ConnectTimeoutError ? 'TIMEOUT' : 'FAILED';
    this.failure ??= new UpstreamFailure(kind, error.message, { cause: withoutBytes(error) });
    this.finish();
  }

  private giveUp(failure: UpstreamFailure): void {
    if (this.isComplete || this.failure) return;
    this.failure = failure;
    this.finish();
    this.controller?.abort(failure);
  }

  private finish(): void {
    this.deadlines.stop();
    clearTimeout(this.closing);
    this.wakeReader();
  }

  private takeChunks(): Buffer {
    const bytes = this.chunks.length === 1 ? this.chunks[0] : undefined;
    const all = bytes ?? Buffer.concat(this.chunks);
    this.chunks = [];
    this.waitingBytes = 0;
    if (this.controller?.paused) {
      this.deadlines.progress();
      this.controller.resume();
    }
    return all;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wakeReader = resolve;
    });
  }
}

/** Some errors of the HTTP client carry what it had read: words of an answer, which no log may hold. */
function withoutBytes(error: Error): Error {
  const { name, message, stack } = error;
  const code: unknown = Reflect.get(error, 'code');
  const copy = Object.assign(new Error(message), typeof code === 'string' ? { name, code } : { name });
  if (stack !== undefined) copy.stack = stack;
  return copy;
}
