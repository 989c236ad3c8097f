import type { ServerResponse } from 'node:http';
import type { ClientAnswer } from './clientAnswer';

export interface NodeClientAnswerOptions {
  /** How long a client may take nothing of what waits for it before it is cut off. */
  readonly idleWriteMs: number;
}

/** Writes to a response of Node's HTTP server, whose own headers go out besides. */
export class NodeClientAnswer implements ClientAnswer {
  private readonly added: Record<string, string> = {};

  constructor(
    private readonly response: ServerResponse,
    private readonly options: NodeClientAnswerOptions,
  ) {}

  get isStarted(): boolean {
    return this.response.headersSent;
  }

  get isGone(): boolean {
    return this.response.destroyed || this.response.socket === null || this.response.socket.destroyed;
  }

  onGone(listener: () => void): void {
    if (this.isGone) listener();
    else this.response.once('close', () => this.response.writableFinished || listener());
  }

  addHeaders(headers: Readonly<Record<string, string>>): void {
    Object.assign(this.added, headers);
  }

  start(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.isGone) return;
    this.response.writeHead(status, { ...this.added, ...headers });
  }

  write(bytes: Buffer): boolean {
    return this.isGone || this.response.write(bytes);
  }

  async drained(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // A destroyed response never drains: whoever waited for it would wait for ever.
    if (this.isGone || !this.response.writableNeedDrain) return;
    this.response.setTimeout(this.options.idleWriteMs);
    await new Promise<void>((resolve) => {
      const go = () => {
        this.response.off('drain', go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.response.on('drain', go);
      signal.addEventListener('abort', go);
    });
    this.response.setTimeout(0);
    signal.throwIfAborted();
  }

  end(bytes?: Buffer): void {
    if (this.isGone) return;
    this.response.setTimeout(this.options.idleWriteMs);
    if (bytes) this.response.end(bytes);
    else this.response.end();
  }
}
