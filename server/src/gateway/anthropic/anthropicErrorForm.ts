import { jsonHeaders } from '../jsonHeaders';
import type { ErrorAnswer } from '../openai/openAiErrorBody';
import type { ErrorForm } from '../protocols/clientProtocol';

/** Anthropic's errors, with the request's id in body and header, and an `error` event in a stream. */
export const anthropicErrorForm: ErrorForm = {
  whole(error, requestId) {
    const body = Buffer.from(JSON.stringify(anthropicError(error, requestId)));
    return { headers: { ...jsonHeaders(body), 'request-id': requestId }, body };
  },
  event: (error, requestId) =>
    Buffer.from(`event: error\ndata: ${JSON.stringify(anthropicError(error, requestId))}\n\n`),
};

function anthropicError(error: ErrorAnswer, requestId: string) {
  const { message } = error.body.error;
  return { type: 'error', error: { type: typeOf(error), message }, request_id: requestId };
}

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

function typeOf({ status, body }: ErrorAnswer): string {
  // A plan that has lapsed: 403 as everywhere here, and no question of permission.
  if (status === 403 && body.error.type === 'insufficient_quota') return 'billing_error';
  return TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
}
