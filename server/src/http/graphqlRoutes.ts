import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type ApolloLogger, createApolloServer } from '../graphql/apolloServer';
import type { GraphQLRequest } from '../graphql/context';
import { currentRequestId } from '../graphql/currentRequestId';
import { DomainError } from '../platform/domainError';
import type { RequestContext } from '../platform/requestContext';
import { answerFor, sendGraphQLError } from './errorAnswers';
import { isForeignOrigin } from './foreignOrigin';

export interface GraphQLRouteParts {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: GraphQLRequest) => Promise<RequestContext>;
  readonly hasSessionCookie: (cookieHeader: string | undefined) => boolean;
  readonly publicUrl: string;
  readonly logger: ApolloLogger;
}

/** A long query with many variables has a hundredth of this. */
const BODY_BYTES = 256 * 1024;

/** `/graphql`: POST for everything, GET for queries. Register it in a scope of its own. */
export const graphqlRoutes: FastifyPluginAsync<GraphQLRouteParts> = async (app, parts) => {
  const apollo = createApolloServer(parts.schema, parts.logger);
  await apollo.start();
  // By then every request has been answered.
  app.addHook('onClose', () => apollo.stop());
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = answerFor(error);
    if (answer.code === 'INTERNAL')
      parts.logger.error({ err: error, requestId: request.id }, 'A request failed.');
    return sendGraphQLError(request, reply, answer);
  });
  const answer = fastifyApolloHandler(apollo, {
    context: (request: FastifyRequest) => parts.createContext(readGraphQLRequest(request)),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: BODY_BYTES,
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      refuseForeignOrigin(request, parts);
    },
    handler: (request, reply) => currentRequestId.run(request.id, () => answer.call(app, request, reply)),
  });
};

/** Besides the executor's own check of headers that no form can send. Reading by GET changes nothing. */
function refuseForeignOrigin(
  request: FastifyRequest,
  { hasSessionCookie, publicUrl }: GraphQLRouteParts,
): void {
  if (request.method !== 'POST' || !hasSessionCookie(request.headers.cookie)) return;
  if (isForeignOrigin(request.headers, new URL(publicUrl).origin)) {
    throw new DomainError('FORBIDDEN', 'With a session cookie, requests are taken from our own pages only.');
  }
}

function readGraphQLRequest(request: FastifyRequest): GraphQLRequest {
  const given: unknown = request.method === 'GET' ? request.query : request.body;
  const query = typeof given === 'object' && given !== null && 'query' in given ? given.query : null;
  const { id: requestId, headers, ip: address } = request;
  return { requestId, headers, address, query: typeof query === 'string' ? query : null };
}
