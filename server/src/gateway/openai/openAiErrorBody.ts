import type { RateLimits } from '../admission';
import type { GatewayRefusal, RefusalCode, RefusalSubject } from '../gatewayRefusal';
import { goDuration, rateLimitHeaders } from './rateLimitHeaders';

/** An error as OpenAI's clients read it. `code` is a text, never a number. */
export interface OpenAiErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: OpenAiErrorBody;
}

/** What a client gets for a refusal. Malformed, unknown and revoked keys are one refusal, so nobody can tell them apart. */
export function errorAnswer(refusal: GatewayRefusal): ErrorAnswer {
  const row = TABLE[refusal.code];
  const message = typeof row.message === 'string' ? row.message : row.message(refusal.subject);
  return {
    status: row.status,
    headers: {
      ...(typeof row.headers === 'function' ? row.headers(refusal.subject) : row.headers),
      ...rateLimitHeaders(refusal.subject.rateLimits ?? null),
    },
    body: { error: { message, type: row.type, param: refusal.subject.param ?? null, code: row.code } },
  };
}

interface Row {
  readonly status: number;
  readonly type: string;
  readonly code: string;
  readonly message: string | ((subject: RefusalSubject) => string);
  readonly headers?: Readonly<Record<string, string>> | ((subject: RefusalSubject) => Record<string, string>);
}

const INVALID = 'invalid_request_error';
/** Clients of OpenAI's kind repeat 429 and 5xx by themselves unless they are told that it is of no use. */
const FINAL = { 'x-should-retry': 'false' };
const SOON = { 'retry-after': '1' };

const TABLE: Readonly<Record<RefusalCode, Row>> = {
  MISSING_API_KEY: {
    status: 401,
    type: INVALID,
    code: 'missing_api_key',
    message: 'Send your API key in the Authorization header: "Authorization: Bearer YOUR_KEY".',
  },
  SEVERAL_CREDENTIALS: {
    status: 400,
    type: INVALID,
    code: 'invalid_request',
    message: 'Send one API key only: one Authorization header or one x-api-key header.',
  },
  INVALID_API_KEY: {
    status: 401,
    type: INVALID,
    code: 'invalid_api_key',
    message: ({ maskedKey }) =>
      `Incorrect API key provided${maskedKey ? `: ${maskedKey}` : ''}. Yours are listed under My Account > My API Keys.`,
  },
  API_KEY_EXPIRED: {
    status: 401,
    type: INVALID,
    code: 'api_key_expired',
    message: 'This API key has expired. Create a new one under My Account > My API Keys.',
  },
  API_KEY_LEAKED: {
    status: 401,
    type: INVALID,
    code: 'api_key_leaked',
    message:
      'This API key was found in public and disabled. Create a new one under My Account > My API Keys.',
  },
  PAID_PLAN_REQUIRED: {
    status: 403,
    type: 'insufficient_quota',
    code: 'paid_plan_required',
    message: 'The account of this API key has no paid plan in force.',
    headers: FINAL,
  },
  MODEL_NOT_ALLOWED: {
    status: 403,
    type: INVALID,
    code: 'model_not_found',
    message: ({ modelId }) =>
      `This API key may not use the model \`${modelId}\`. Change its models under My Account > My API Keys > Action > Edit.`,
  },
  MODEL_NOT_FOUND: {
    status: 404,
    type: INVALID,
    code: 'model_not_found',
    message: ({ modelId }) => `The model \`${modelId}\` does not exist.`,
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    type: INVALID,
    code: 'unknown_url',
    message: 'There is nothing at this address and method.',
  },
  INVALID_REQUEST: {
    status: 400,
    type: INVALID,
    code: 'invalid_request',
    message: ({ problem }) => problem ?? 'The request cannot be understood.',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    type: INVALID,
    code: 'request_too_large',
    message: 'The body of the request is too large.',
  },
  RATE_LIMITED: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: 'Too many requests are under way here. Try again in a second.',
    headers: SOON,
  },
  STREAMS_PER_KEY: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: ({ atMost }) =>
      `This API key has ${atMost} requests under way here, which is as many as it may have at the same time.`,
    headers: SOON,
  },
  UPLOADS_PER_ADDRESS: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: 'Too many bodies are on their way from your address. Complete some and try again.',
    headers: SOON,
  },
  REQUESTS_PER_MINUTE: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: ({ rateLimits }) =>
      `Rate limit reached for this API key on requests per minute: limit ${rateLimits?.requests?.limit}. ${again(rateLimits)}`,
    headers: afterTheMinute,
  },
  TOKENS_PER_MINUTE: {
    status: 429,
    type: 'tokens',
    code: 'rate_limit_exceeded',
    message: ({ rateLimits }) =>
      `Rate limit reached for this API key on tokens per minute: limit ${rateLimits?.tokens?.limit}, counting the longest answer that the request allows. Set max_tokens to allow less. ${again(rateLimits)}`,
    headers: afterTheMinute,
  },
  MONTHLY_TOKENS: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message:
      "This request could pass the API key's monthly limit of tokens, counting the longest answer that it allows. Set max_tokens to allow less, or raise the limit under My Account > My API Keys.",
    headers: FINAL,
  },
  MONTHLY_COST: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message:
      "This request could pass the API key's monthly limit of cost, counting the longest answer that it allows. Set max_tokens to allow less, or raise the limit under My Account > My API Keys.",
    headers: FINAL,
  },
  UPSTREAM_ERROR: {
    status: 502,
    type: 'api_error',
    code: 'upstream_error',
    message: 'The provider of the model failed to answer.',
  },
  UPSTREAM_TIMEOUT: {
    status: 504,
    type: 'api_error',
    code: 'upstream_timeout',
    message: 'The provider of the model did not answer in time.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    type: 'api_error',
    code: 'service_unavailable',
    message: 'The service is not available at the moment. Try again in a second.',
    headers: SOON,
  },
  INTERNAL_ERROR: {
    status: 500,
    type: 'api_error',
    code: 'internal_error',
    message: 'Something went wrong.',
  },
};

/** Clients wait for so long, in whole seconds, before they try again. */
function afterTheMinute({ rateLimits }: RefusalSubject): Record<string, string> {
  return { 'retry-after': String(Math.ceil((rateLimits?.resetMs ?? 60_000) / 1_000)) };
}

function again(rateLimits: RateLimits | null | undefined): string {
  return `Please try again in ${goDuration(rateLimits?.resetMs ?? 60_000)}.`;
}
