import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type ApolloLogger, createApolloServer } from '../graphql/apolloServer';
import type { GraphQLRequest } from '../graphql/context';
import { currentRequestId } from '../graphql/currentRequestId';
import { DomainError } from '../platform/domainError';
import type { RequestContext } from '../platform/requestContext';
import { answerFor, isFault, sendGraphQLError } from './errorAnswers';
import { type CookieParts, refuseForeignOrigin } from './refuseForeignRequests';

export interface GraphQLRouteParts extends CookieParts {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: GraphQLRequest) => Promise<RequestContext>;
  /** Whether people who open the address are led to the editor at /playground. */
  readonly hasPlayground: boolean;
  readonly logger: ApolloLogger;
}

/** A long query with many variables has a hundredth of this. */
export const GRAPHQL_BODY_BYTES = 256 * 1024;

/** `/graphql`: POST for everything, GET for queries. Register it in a scope of its own. */
export const graphqlRoutes: FastifyPluginAsync<GraphQLRouteParts> = async (app, parts) => {
  const apollo = createApolloServer(parts.schema, parts.logger);
  await apollo.start();
  // By then every request has been answered.
  app.addHook('onClose', () => apollo.stop());
  app.removeContentTypeParser('text/plain');
  addGraphQLErrorHandler(app, parts.logger);
  const answer = fastifyApolloHandler(apollo, {
    context: (request: FastifyRequest) => parts.createContext(readGraphQLRequest(request)),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: GRAPHQL_BODY_BYTES,
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      // Besides the executor's own check of headers that no form can send. Reading by GET changes nothing.
      if (request.method === 'POST') refuseForeignOrigin(request, parts);
      if (parts.hasPlayground && isOpenedByPerson(request)) return reply.redirect('/playground');
    },
    handler: (request, reply) => currentRequestId.run(request.id, () => answer.call(app, request, reply)),
  });
};

/** Refusals in the form of GraphQL; faults are logged. */
export function addGraphQLErrorHandler(app: FastifyInstance, logger: ApolloLogger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const cause = domainErrorIn(error) ?? error;
    const answer = answerFor(cause);
    if (isFault(cause, answer)) logger.error({ err: error, requestId: request.id }, 'A request failed.');
    return sendGraphQLError(request, reply, answer);
  });
}

/** The context wraps refusals for the executor, which gives them their status. */
function domainErrorIn(error: Error): DomainError | null {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  return cause instanceof DomainError ? cause : null;
}

/** Somebody typed the address into a browser: there is an editor for that. */
function isOpenedByPerson({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

/** What the context needs to know of a request. */
export function readGraphQLRequest(request: FastifyRequest): GraphQLRequest {
  const given: unknown = request.method === 'GET' ? request.query : request.body;
  const query = typeof given === 'object' && given !== null && 'query' in given ? given.query : null;
  const { id: requestId, headers, ip: address } = request;
  return { requestId, headers, address, query: typeof query === 'string' ? query : null };
}
