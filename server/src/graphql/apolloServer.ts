import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestContext } from '../platform/requestContext';
import { createCompiledExecutor, executedBy } from './compiledExecutor';
import { createErrorFormatter } from './formatGraphQLError';
import { QUERY_LIMITS } from './queryLimits';

export type ApolloLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * The executor. Everything that its own defaults would tie to NODE_ENV is said outright, so that development, tests and
 * production are equally safe. Limits on queries are checked before, in the context.
 */
export function createApolloServer(
  schema: GraphQLSchema,
  logger: ApolloLogger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: executedBy(schema, createCompiledExecutor(schema)),
    logger: apolloLogger(logger),
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationOptions: { maxErrors: 10 },
    formatError: createErrorFormatter(logger),
    // Cache control would hook every field and double the cost of lists.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
  });
}

function apolloLogger(logger: ApolloLogger) {
  return {
    debug: (message?: string) => logger.debug(message),
    info: (message?: string) => logger.info(message),
    warn: (message?: string) => logger.warn(message),
    error: (message?: string) => logger.error(message),
  };
}
