import {
  createSourceEventStream,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { DomainError, invalidInput } from '../platform/domainError';
import type { RequestContext } from '../platform/requestContext';
import { FreshResults } from './freshResults';

export interface Subscribing {
  readonly schema: GraphQLSchema;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
  readonly context: RequestContext;
  /** Who asks, found out anew. */
  readonly renewContext: () => Promise<RequestContext>;
}

/** A credential that is no longer in force ends what listens on it within this time and one question. */
const CHECK_EVERY_MS = 2_000;

/**
 * Begins one subscription. What GraphQL itself or a resolver refuses is an answer with errors, as over HTTP.
 *
 * @throws DomainError INVALID_INPUT for a document that cannot be read or is no subscription.
 */
export async function subscribe(asked: Subscribing): Promise<FreshResults | ExecutionResult> {
  const { schema, operationName, variables } = asked;
  const document = parseSubscription(asked.query, operationName);
  const mistakes = validate(schema, document, undefined, { maxErrors: 10 });
  if (mistakes.length > 0) return refusal(mistakes, 'GRAPHQL_VALIDATION_FAILED');
  const operation = { schema, document, operationName, variableValues: variables };
  const source = await createSourceEventStream({ ...operation, contextValue: asked.context });
  if (!(Symbol.asyncIterator in source)) return refusal(source.errors ?? [], 'BAD_USER_INPUT');
  const renewContext = () => renewFor(asked);
  return new FreshResults({
    source: source[Symbol.asyncIterator](),
    operation,
    renewContext,
    checkEveryMs: CHECK_EVERY_MS,
  });
}

function parseSubscription(query: string, operationName: string | undefined) {
  let document: ReturnType<typeof parse>;
  try {
    document = parse(query);
  } catch (error) {
    throw error instanceof GraphQLError ? invalidInput('query', error.message) : error;
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) throw invalidInput('operationName', 'Name one of the operations in the query.');
  if (operation.operation !== 'subscription') {
    throw invalidInput('query', 'Only subscriptions are taken here. Send queries and mutations to /graphql.');
  }
  return document;
}

/** Errors without a cause of their own are GraphQL's word on a mistake of the caller. */
function refusal(errors: readonly GraphQLError[], code: string): ExecutionResult {
  const coded = errors.map((error) => {
    if (error.originalError) return error;
    return new GraphQLError(error.message, {
      nodes: error.nodes ?? null,
      path: error.path ?? null,
      extensions: { code },
    });
  });
  return { data: null, errors: coded };
}

/** Somebody else by the same cookie, or the same person in another account, is not who began to listen. */
async function renewFor({ context, renewContext }: Subscribing): Promise<RequestContext> {
  const renewed = await renewContext();
  if (renewed.actor?.accountId === context.actor?.accountId && renewed.actor?.kind === context.actor?.kind)
    return renewed;
  const ended = new DomainError('UNAUTHENTICATED', 'This sign-in is not in force any more. Sign in again.');
  throw new GraphQLError(ended.message, { originalError: ended });
}
