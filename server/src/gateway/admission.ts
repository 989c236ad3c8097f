/** What the gateway asks the database before it calls an upstream. */
export interface AdmissionRequest {
  /** A time-ordered UUID: the id of the ledger row and of the `x-request-id` header. */
  readonly requestId: string;
  /** The key as the client sent it, its form and checksum already found right. Never logged. */
  readonly secret: string;
  /** The model as the client named it. At most 200 characters, no NUL. */
  readonly modelId: string;
  /** About what the prompt comes to, in tokens; kept in the open row for the case that this node dies. */
  readonly inputTokensAbout: number;
  /** What the prompt comes to at most, in tokens: what limits reserve. */
  readonly inputTokensAtMost: number;
  /** What one answer may come to, in tokens; null when the client does not say: then the model's limit counts. */
  readonly outputTokensAtMost: number | null;
  /** How many answers the client wants at once, usually 1. */
  readonly choices: number;
}

/** A request that may go to an upstream. Its open row stands in the database until it is settled. */
export interface Admission {
  readonly requestId: string;
  readonly apiKeyId: string;
  readonly accountId: string;
  /** The catalogue's number of the model. */
  readonly modelNumber: number;
  readonly modelId: string;
  /** The database's clock at admission, microseconds since 1970: decides day, slot and price. */
  readonly admittedAtUs: string;
  /** True when the key answered to the secret that it had before a rotation. */
  readonly usedOldSecret: boolean;
}

export type AdmissionRefusal =
  | 'INVALID_API_KEY'
  | 'API_KEY_EXPIRED'
  | 'API_KEY_LEAKED'
  | 'PAID_PLAN_REQUIRED'
  | 'MODEL_NOT_FOUND'
  | 'MODEL_NOT_ALLOWED'
  | LimitRefusal;

/** The request would pass a limit of its key, counting the most that it and those under way may use. */
export type LimitRefusal = 'REQUESTS_PER_MINUTE' | 'TOKENS_PER_MINUTE' | 'MONTHLY_TOKENS' | 'MONTHLY_COST';

/** What a key with limits has left in this minute, reservations of running calls counted as used. */
export interface RateLimits {
  readonly requests: { readonly limit: number; readonly remaining: number } | null;
  readonly tokens: { readonly limit: number; readonly remaining: number } | null;
  /** When the minute ends, in milliseconds from now. */
  readonly resetMs: number;
}

export type AdmissionAnswer =
  | { readonly admitted: true; readonly admission: Admission; readonly rateLimits: RateLimits | null }
  | { readonly admitted: false; readonly refusal: AdmissionRefusal; readonly rateLimits: RateLimits | null };

/**
 * Asks PostgreSQL, never a cache, whether this key may call this model now, and opens the ledger row if so.
 *
 * @throws DomainError UNAVAILABLE when the database cannot be asked within the deadline; nothing is open then.
 */
export type Admit = (request: AdmissionRequest) => Promise<AdmissionAnswer>;
