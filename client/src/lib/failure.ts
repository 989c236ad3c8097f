import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import { ERROR_CODES, type ErrorCode } from '@keymeter/shared';
import { retryAfterSeconds } from './retryAfter';

/** Why an operation did not succeed: the server said no, or nobody knows whether it heard us. */
export type Failure =
  | {
      kind: 'refused';
      code: ErrorCode;
      field: string | null;
      requestId: string | null;
      /** How long to wait before one more try; left out when nobody said. */
      waitSeconds?: number;
    }
  | { kind: 'unreachable' };

/** Reads whatever Apollo threw. */
export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const extensions = error.errors[0]?.extensions ?? {};
    return {
      kind: 'refused',
      code: failureCode(extensions.code),
      field: textOrNull(extensions.field),
      requestId: textOrNull(extensions.requestId),
    };
  }
  if (ServerError.is(error) || ServerParseError.is(error)) {
    const code = codeOfStatus(error.statusCode);
    const waitSeconds = code === 'RATE_LIMITED' ? retryAfterSeconds(error.response.headers) : 0;
    return { kind: 'refused', code, field: null, requestId: null, ...(waitSeconds > 0 && { waitSeconds }) };
  }
  return { kind: 'unreachable' };
}

/** A code that the server named; one that this build does not know counts as INTERNAL. */
export function failureCode(value: unknown): ErrorCode {
  return ERROR_CODES.find((code) => code === value) ?? 'INTERNAL';
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 429) return 'RATE_LIMITED';
  return status === 502 || status === 503 || status === 504 ? 'UNAVAILABLE' : 'INTERNAL';
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
