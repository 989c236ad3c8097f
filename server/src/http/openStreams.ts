import { DomainError } from '../platform/domainError';

export interface StreamLimits {
  /** What they are, in a refusal, such as `subscriptions`. */
  readonly what: string;
  readonly perNode: number;
  readonly perAccount: number;
}

/** A stream that can be made to end. */
export interface OpenStream {
  readonly accountId: string;
  end(): void;
}

/** The streams of this process that last until somebody ends them. */
export class OpenStreams {
  private readonly streams = new Set<OpenStream>();
  private isClosed = false;

  constructor(private readonly limits: StreamLimits) {}

  /** @throws DomainError RATE_LIMITED for one more than there may be, UNAVAILABLE once this process stops. */
  add(stream: OpenStream): void {
    if (this.isClosed) throw new DomainError('UNAVAILABLE', 'This server is about to stop. Try again.');
    const own = [...this.streams].filter(({ accountId }) => accountId === stream.accountId).length;
    if (own >= this.limits.perAccount || this.streams.size >= this.limits.perNode) {
      throw new DomainError('RATE_LIMITED', `Too many ${this.limits.what} are open. End some and try again.`);
    }
    this.streams.add(stream);
  }

  remove(stream: OpenStream): void {
    this.streams.delete(stream);
  }

  /** Ends all and takes no more. */
  endAll(): void {
    this.isClosed = true;
    for (const stream of this.streams) stream.end();
  }
}
