import type { Secret } from '../../platform/secret';

/** Which protocol an upstream speaks. */
export type UpstreamKind = 'openai' | 'anthropic';

/** One address that answers model calls, as the operator configured it. */
export interface UpstreamConfig {
  readonly name: string;
  readonly kind: UpstreamKind;
  /** Such as `http://10.0.0.5:8000/v1`, without a slash at its end. */
  readonly baseUrl: string;
  /** Null when the upstream asks for none. */
  readonly apiKey: Secret | null;
  /** Sent with every call, such as an organization's id. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeouts?: UpstreamTimeouts;
  /** Its share of the calls for a model that others serve too; 1 when not given. */
  readonly weight?: number;
  readonly breaker?: UpstreamBreaker;
  readonly models: readonly UpstreamModel[];
}

/** How long an upstream may take, in milliseconds, before the call is given up. */
export interface UpstreamTimeouts {
  readonly connectMs: number;
  /** From the request to the first byte of the answer's body. */
  readonly firstByteMs: number;
  /** The longest pause between two pieces of an answer. A pause that a slow client causes does not count. */
  readonly silenceMs: number;
  /** The whole call. */
  readonly totalMs: number;
}

/** When an upstream counts as broken. */
export interface UpstreamBreaker {
  /** So many calls after each other that it failed. */
  readonly failures: number;
  /** How long it is then left alone before one call tries it again, in milliseconds. */
  readonly restMs: number;
}

export interface UpstreamModel {
  /** What clients send. */
  readonly id: string;
  /** What the upstream calls it. */
  readonly upstreamModel: string;
  /** The longest answer that it can give there, in tokens; null or not there when nobody said. */
  readonly maxOutputTokens?: number | null;
}

/** A provider's server that can be asked. */
export interface Upstream {
  readonly name: string;
  readonly kind: UpstreamKind;
  /** Begins the call at once. Whoever calls this must end the exchange with `release` or `cancel`. */
  send(request: UpstreamRequest): Exchange;
  /** Ends every call and connection. */
  close(): Promise<void>;
}

export interface UpstreamRequest {
  /** Below the base address, such as `/chat/completions`. */
  readonly path: string;
  readonly body: Buffer;
  readonly wantsStream: boolean;
  readonly requestId: string;
  /** Closes the connection at once when it fires; every wait then throws its reason. */
  readonly signal: AbortSignal;
}

export interface UpstreamHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** One call that is under way. Only one of its promises may be waited for at a time. */
export interface Exchange {
  /** True once the request is on its way: from then on the upstream may count it. */
  readonly isSent: boolean;
  /** The upstream's own words without the key that it was asked with, should it repeat that. */
  withoutKey(text: string): string;
  /**
   * Status and headers.
   *
   * @throws UpstreamFailure when there are none. @throws the signal's reason when that fired.
   */
  head(): Promise<UpstreamHead>;
  /**
   * All bytes that came since the last read, at least one; null when the answer is complete. The upstream is held
   * back while more than 256 KiB wait to be read.
   *
   * @throws UpstreamFailure when the answer broke off. @throws the signal's reason when that fired.
   */
  read(): Promise<Buffer | null>;
  /**
   * Waits until something of the answer's body is there, or it is complete without any.
   *
   * @throws as `read` does.
   */
  firstByte(): Promise<void>;
  /**
   * The last byte that matters was read. The connection stays usable when the upstream ends its answer within a second,
   * and is closed otherwise.
   */
  release(): void;
  /** Closes the connection at once if the answer is not complete. Safe to repeat, and after `release`. */
  cancel(): void;
}

export interface UpstreamFailureOptions {
  /** For logs only. */
  readonly cause?: unknown;
  /** The status of an answer that was of no use. */
  readonly status?: number;
  /** When that answer said in `Retry-After` that the upstream may be asked again. */
  readonly retryAfter?: string | string[] | undefined;
}

/** Why an upstream gave no answer, or only a part of one. */
export class UpstreamFailure extends Error {
  readonly status: number | null;
  readonly #retryAfter: string | string[] | null;

  constructor(
    readonly kind: 'FAILED' | 'TIMEOUT',
    message: string,
    { cause, status, retryAfter }: UpstreamFailureOptions = {},
  ) {
    super(message, { cause });
    this.name = 'UpstreamFailure';
    this.status = status ?? null;
    this.#retryAfter = retryAfter ?? null;
  }

  /** As the upstream wrote it: nothing that belongs in a log. */
  get retryAfter(): string | string[] | null {
    return this.#retryAfter;
  }
}
