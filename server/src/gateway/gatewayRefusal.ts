import type { AdmissionRefusal, RateLimits } from './admission';

/** Every reason for which the gateway itself answers with an error. */
export type RefusalCode =
  | AdmissionRefusal
  | 'MISSING_API_KEY'
  | 'SEVERAL_CREDENTIALS'
  | 'INVALID_REQUEST'
  | 'REQUEST_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'STREAMS_PER_KEY'
  | 'UPLOADS_PER_ADDRESS'
  | 'ROUTE_NOT_FOUND'
  | 'UPSTREAM_ERROR'
  | 'UPSTREAM_TIMEOUT'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_ERROR';

/** What a refusal is about. All of it may be shown to the one who asked. */
export interface RefusalSubject {
  /** Already masked: a refusal never carries a whole key, so that it may be logged. */
  readonly maskedKey?: string | null;
  readonly modelId?: string;
  /** What the key has left, for a key with limits. */
  readonly rateLimits?: RateLimits | null;
  /** How many there may be at the same time. */
  readonly atMost?: number;
  /** The field of the body at fault. */
  readonly param?: string;
  /** What is wrong with it and what is allowed: one sentence. */
  readonly problem?: string;
}

/** A refusal on its way to the client. */
export class GatewayRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly subject: RefusalSubject = {},
  ) {
    super(code);
    this.name = 'GatewayRefusal';
  }
}

/** A body that cannot be used. The problem names what is allowed. */
export function invalidRequest(problem: string, param?: string): GatewayRefusal {
  return new GatewayRefusal('INVALID_REQUEST', param === undefined ? { problem } : { problem, param });
}
