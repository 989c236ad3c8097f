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
/** Directives and introspection, but for `__typename`, are left to graphql itself. */
const LEFT_TO_GRAPHQL = /@|__(?!typename\b)/;

/**
 * Carries operations out. Queries that come again are compiled to JavaScript, by which a list of a thousand rows takes two
 * thirds of the processor time; everything else goes the way of graphql itself, and both give the same answers. What is
 * compiled is forgotten with its document.
 */
export function createCompiledExecutor(schema: GraphQLSchema) {
  const known = new WeakMap<OperationDefinitionNode, { times: number; compiled: CompiledQuery | null }>();

  function compiledFor({ document, source, operation, operationName }: Operation): CompiledQuery | null {
    if (operation?.operation !== OperationTypeNode.QUERY || LEFT_TO_GRAPHQL.test(source)) return null;
    const entry = known.get(operation) ?? { times: 0, compiled: null };
    entry.times += 1;
    known.set(operation, entry);
    if (entry.times === COMPILED_FROM) {
      const compiled = compileQuery(schema, document, operationName);
      entry.compiled = isCompiledQuery(compiled) ? compiled : null;
    }
    return entry.compiled;
  }

  return async (asked: Operation): Promise<ExecutionResult> => {
    const { document, source, operation, operationName, variables, context } = asked;
    const compiled = compiledFor(asked);
    if (!compiled || !operation) {
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
    return withErrorsOfGraphql(await compiled.query(undefined, context, variables), source);
  };
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
