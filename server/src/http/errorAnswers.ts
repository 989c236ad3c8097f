import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '@keymeter/shared';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { databaseAway, tellsOfDatabaseAway } from '../platform/databaseAway';
import { DomainError } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import type { Logger } from '../platform/logger';

/** A refusal on its way to a stranger. */
export interface Answer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string | undefined;
}

const STATUS_OF: Record<ErrorCode, number> = {
  INVALID_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  PAID_PLAN_REQUIRED: 403,
  FORBIDDEN: 403,
  MODEL_NOT_AVAILABLE: 404,
  NOT_FOUND: 404,
  CONFLICT: 409,
  KEY_LIMIT_REACHED: 409,
  IDEMPOTENT_REPLAY: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** What the framework refuses before a handler runs, in our words: its own may quote what was sent. */
const FRAMEWORK_REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  404: 'There is nothing here.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'Send the body as application/json.',
};

/** What a stranger may know of an error. Everything unforeseen is INTERNAL, without a word more. */
export function answerFor(error: FastifyError | DomainError): Answer {
  if (isDatabaseAway(error)) return answerFor(databaseAway(error));
  if (error instanceof DomainError) {
    return {
      status: STATUS_OF[error.code],
      code: error.code,
      message: error.message,
      field: error.details.field,
    };
  }
  const status = error.statusCode ?? 500;
  const isCallersMistake = status >= 400 && status < 500;
  if (!isCallersMistake) return { status: 500, code: 'INTERNAL', message: 'Something went wrong.' };
  const code = status === 404 ? 'NOT_FOUND' : 'INVALID_INPUT';
  return { status, code, message: FRAMEWORK_REFUSALS[status] ?? STATUS_CODES[status] ?? 'This was refused.' };
}

/** Answers errors as `{"error": {code, message, field?, requestId}}` and logs those that are ours, each once. */
export function createErrorHandler(logger: Pick<Logger, 'error'>) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const answer = answerFor(error);
    if (isFault(error, answer)) logger.error({ err: error, requestId: request.id }, 'A request failed.');
    return sendError(request, reply, answer);
  };
}

/** What belongs in the log, since nobody else tells of it. */
export function isFault(error: Error, { code }: Answer): boolean {
  return code === 'INTERNAL' || tellsOfDatabaseAway(error);
}

export function sendError(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, code, message, field } = answer;
  const error = { code, message, ...(field !== undefined && { field }), requestId: request.id };
  sayWhenToRetry(reply, status);
  return reply.code(status).header('cache-control', 'no-store').send({ error });
}

/** The same for GraphQL's own clients. */
export function sendGraphQLError(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, code, message, field } = answer;
  const extensions = { code, ...(field !== undefined && { field }), requestId: request.id };
  sayWhenToRetry(reply, status);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions }] });
}

function sayWhenToRetry(reply: FastifyReply, status: number): void {
  if ((status === 429 || status === 503) && !reply.hasHeader('retry-after')) reply.header('retry-after', '1');
}
