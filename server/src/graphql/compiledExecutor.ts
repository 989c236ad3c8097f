import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
  Source,
  type SourceLocation,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { invalidInput } from '../platform/domainError';

/** One operation to be carried out. */
export interface Operation {
  readonly document: DocumentNode;
  /** The document as it was sent. */
  readonly source: string;
  /** Undefined when the document has none of the name that was asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: unknown;
}

/** A query that comes again so often is worth the milliseconds that compiling takes; one that never does costs nothing. */
const COMPILED_FROM = 3;
/** Compiled queries that are kept, each of up to a hundred kilobytes and some. Screens and programs have a few dozen. */
const MOST_COMPILED = 200;
/** Directives and introspection, but for `__typename`, are left to graphql itself. */
const LEFT_TO_GRAPHQL = /@|__(?!typename\b)/;

/**
 * Carries operations out. Queries that come again are compiled to JavaScript, by which a list of a thousand rows takes two
 * thirds of the processor time; everything else goes the way of graphql itself, and both give the same answers. At most
 * 200 are kept compiled.
 */
export function createCompiledExecutor(schema: GraphQLSchema) {
  const times = new WeakMap<OperationDefinitionNode, number>();
  const compiled = new Map<OperationDefinitionNode, CompiledQuery | null>();

  function compiledFor({ document, source, operation, operationName }: Operation): CompiledQuery | null {
    if (operation?.operation !== OperationTypeNode.QUERY || LEFT_TO_GRAPHQL.test(source)) return null;
    const known = compiled.get(operation);
    if (known !== undefined) return known;
    const time = (times.get(operation) ?? 0) + 1;
    times.set(operation, time);
    if (time < COMPILED_FROM) return null;
    const query = compileQuery(schema, document, operationName);
    const [oldest] = compiled.keys();
    if (oldest && compiled.size >= MOST_COMPILED) compiled.delete(oldest);
    compiled.set(operation, isCompiledQuery(query) ? query : null);
    return compiled.get(operation) ?? null;
  }

  return async (asked: Operation): Promise<ExecutionResult> => {
    const { document, source, operation, operationName, variables, context } = asked;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [elsewhere()] };
    const query = compiledFor(asked);
    if (!query || !operation) {
      return execute({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
      });
    }
    // Callers know how graphql itself says what is wrong with a variable.
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 50,
    });
    if (errors) return { errors };
    return withErrorsOfGraphql(await query.query(undefined, context, variables), source);
  };
}

/** What is listened to has no single answer. */
function elsewhere(): GraphQLError {
  const originalError = invalidInput(
    'query',
    'Send subscriptions to /graphql/stream, with "Accept: text/event-stream".',
  );
  return new GraphQLError(originalError.message, { originalError });
}

/** The compiled form has errors of a class of its own, which nobody else knows. */
function withErrorsOfGraphql({ errors, ...result }: ExecutionResult, body: string): ExecutionResult {
  if (!errors) return result;
  const source = new Source(body);
  return {
    ...result,
    errors: errors.map(
      ({ message, path, locations, originalError }) =>
        new GraphQLError(message, {
          source,
          positions: locations?.map((location) => offsetIn(body, location)) ?? null,
          path: path ?? null,
          originalError: originalError ?? null,
        }),
    ),
  };
}

function offsetIn(body: string, { line, column }: SourceLocation): number {
  const breaks = [...body.matchAll(/\r\n|[\n\r]/g)];
  const last = breaks[line - 2];
  return (last ? last.index + last[0].length : 0) + column - 1;
}

/** The executor in the one place where Apollo takes another than its own. */
export function executedBy(
  schema: GraphQLSchema,
  executor: ReturnType<typeof createCompiledExecutor>,
): ApolloServerOptionsWithGateway<never>['gateway'] {
  return {
    load: async () => ({
      executor: ({ document, source, operation, request, context }) =>
        executor({
          document,
          source,
          operation,
          operationName: request.operationName,
          variables: request.variables ?? {},
          context,
        }),
    }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}
