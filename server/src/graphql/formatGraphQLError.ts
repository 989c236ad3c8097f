import { unwrapResolverError } from '@apollo/server/errors';
import type { ErrorCode } from '@keymeter/shared';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ArgumentValidationError } from 'type-graphql';
import { databaseAway, tellsOfDatabaseAway } from '../platform/databaseAway';
import { DomainError } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import { currentRequestId } from './currentRequestId';
import { QUERY_TOO_LONG } from './queryLimits';

/** Refusals of GraphQL itself: the caller's mistake, in words that hold nothing of ours. */
const CALLERS_MISTAKES: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);
/** Their words may quote what was sent; this much of it goes back at most. */
const MESSAGE_LENGTH = 500;

/**
 * Turns whatever was thrown into what a stranger may read: a refusal with its code, or INTERNAL with nothing but the
 * request's id. Unforeseen errors are logged here, each once, with their cause.
 */
export function createErrorFormatter(logger: Pick<Logger, 'error'>) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const requestId = currentRequestId.getStore();
    const cause = causeOf(thrown);
    const refusal = refusalFor(formatted, cause);
    if (refusal.code === 'INTERNAL' || tellsOfDatabaseAway(cause))
      logger.error({ err: cause, requestId }, 'A GraphQL field failed.');
    const { code, field } = refusal;
    return {
      message: refusal.message.slice(0, MESSAGE_LENGTH),
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: {
        code,
        ...(field !== undefined && { field }),
        ...(requestId !== undefined && { requestId }),
      },
    };
  };
}

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string | undefined;
}

function refusalFor(formatted: GraphQLFormattedError, cause: unknown): Refusal {
  if (cause instanceof DomainError) {
    return { code: cause.code, message: cause.message, field: cause.details.field };
  }
  if (isDatabaseAway(cause)) return databaseAway(cause);
  if (cause instanceof ArgumentValidationError) return argumentRefusal(cause);
  if (formatted.message.includes(QUERY_TOO_LONG)) {
    return { code: 'QUERY_TOO_COMPLEX', message: 'This query is too long.' };
  }
  if (CALLERS_MISTAKES.has(formatted.extensions?.code)) {
    return { code: 'INVALID_INPUT', message: formatted.message, field: fieldIn(formatted.message) };
  }
  return { code: 'INTERNAL', message: 'Something went wrong.' };
}

/** The first input that a class-validator decorator refused. */
function argumentRefusal({ extensions }: ArgumentValidationError): Refusal {
  const [error] = extensions.validationErrors;
  const [message = 'This input is not allowed.'] = Object.values(error?.constraints ?? {});
  return { code: 'INVALID_INPUT', message, field: error?.property };
}

/** graphql-js names the input at fault in words: `… at "input.name"; …`. */
function fieldIn(message: string): string | undefined {
  return /^Variable "\$(?<name>\w+)" got invalid value .* at "(?<path>[\w.[\]]+)";/s.exec(message)?.groups
    ?.path;
}

/** What a resolver or the context threw, without the wrappings of GraphQL. */
function causeOf(thrown: unknown): unknown {
  let cause = unwrapResolverError(thrown);
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
