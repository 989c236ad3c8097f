import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { createHandler, type RequestParams, type Response } from 'graphql-sse';
import { currentRequestId } from '../graphql/currentRequestId';
import { createErrorFormatter } from '../graphql/formatGraphQLError';
import { subscribe } from '../graphql/subscribe';
import { DomainError, invalidInput } from '../platform/domainError';
import type { RequestContext } from '../platform/requestContext';
import {
  addGraphQLErrorHandler,
  GRAPHQL_BODY_BYTES,
  type GraphQLRouteParts,
  readGraphQLRequest,
} from './graphqlRoutes';
import { OpenStreams } from './openStreams';
import { refuseForeignOrigin, refuseForeignPage } from './refuseForeignRequests';
import { writeStream } from './writeStream';

const EVENT_STREAM = 'text/event-stream';
/** Browsers with the dashboard open and programs that listen: more than a large account has, fewer than would hurt. */
const LIMITS = { what: 'subscriptions', perNode: 1_000, perAccount: 100 };

/**
 * `/graphql/stream`: subscriptions over Server-Sent Events as the GraphQL-SSE protocol defines them in its distinct
 * connections mode, by POST and GET. The same credentials and limits as at `/graphql`; a session cookie is taken from our
 * own pages only, by GET too. Every 12 s a comment keeps the connection alive. It ends without a `complete` event when
 * this process stops or fails, so that clients come back. Register it in a scope of its own.
 *
 * Source of the protocol: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export const graphqlStreamRoutes: FastifyPluginAsync<GraphQLRouteParts> = async (app, parts) => {
  const streams = new OpenStreams(LIMITS);
  // Before the server waits for requests to end: these would not by themselves.
  app.addHook('preClose', async () => streams.endAll());
  app.removeContentTypeParser('text/plain');
  addGraphQLErrorHandler(app, parts.logger);
  const begin = createStreamHandler(parts);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    bodyLimit: GRAPHQL_BODY_BYTES,
    exposeHeadRoute: false,
    onRequest: async (request) =>
      request.method === 'POST' ? refuseForeignOrigin(request, parts) : refuseForeignPage(request, parts),
    handler: (request, reply) =>
      currentRequestId.run(request.id, async () => {
        const context = await contextOfListener(request, parts);
        const stream = { accountId: context.actor.accountId, end: () => void reply.raw.end() };
        streams.add(stream);
        reply.raw.once('close', () => streams.remove(stream));
        try {
          await answer(reply, await begin(request, context));
        } catch (error) {
          streams.remove(stream);
          if (!reply.sent) throw error;
          parts.logger.warn({ err: error, requestId: request.id }, 'A subscription was cut off.');
          reply.raw.destroy();
        }
        return reply;
      }),
  });
};

type ListenerContext = RequestContext & { readonly actor: NonNullable<RequestContext['actor']> };

async function contextOfListener(
  request: FastifyRequest,
  { createContext }: GraphQLRouteParts,
): Promise<ListenerContext> {
  if (!(request.headers.accept ?? '').includes(EVENT_STREAM)) {
    throw invalidInput('accept', `Send the header "Accept: ${EVENT_STREAM}".`);
  }
  const { actor, ...context } = await createContext(readGraphQLRequest(request));
  if (actor) return { ...context, actor };
  throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an access token in the Authorization header.');
}

/** Speaks the protocol for one request: what to answer, as a status and a body. */
function createStreamHandler({ schema, createContext, logger }: GraphQLRouteParts) {
  const format = createErrorFormatter(logger);
  const handler = createHandler<FastifyRequest, ListenerContext>({
    // Never one connection for several subscriptions: that needs a reservation, which another node would not know.
    authenticate: () => null,
    onSubscribe: ({ raw, context }, params) =>
      subscribe({
        schema,
        ...readParams(params),
        context,
        renewContext: () => createContext({ ...readGraphQLRequest(raw), query: null }),
      }),
    onNext: (_context, _request, result) => withFormattedErrors(result, format),
  });
  return (request: FastifyRequest, context: ListenerContext): Promise<Response> =>
    handler({
      method: request.method,
      url: request.url,
      headers: { get: (name) => (name === 'accept' ? EVENT_STREAM : String(request.headers[name] ?? '')) },
      body: () => (isObject(request.body) ? request.body : null),
      raw: request,
      context,
    });
}

function readParams({ query, operationName, variables }: RequestParams) {
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

/** What a stranger may read of each error. */
function withFormattedErrors<Result extends { readonly errors?: readonly GraphQLError[] }>(
  result: Result,
  format: ReturnType<typeof createErrorFormatter>,
): Result {
  if (!result.errors) return result;
  const errors = result.errors.map((error) => {
    const { message, path, extensions } = format(error.toJSON(), error);
    return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
  });
  return { ...result, errors };
}

async function answer(reply: FastifyReply, [body, { status }]: Response): Promise<void> {
  if (body === null || typeof body === 'string') throw refusalOf(body, status);
  const { raw } = reply;
  reply.hijack();
  raw.once('close', () => void body.return());
  raw.writeHead(status, {
    'content-type': `${EVENT_STREAM}; charset=utf-8`,
    'cache-control': 'no-store',
    // Proxies that collect an answer before they pass it on are told not to.
    'x-accel-buffering': 'no',
  });
  await writeStream(raw, body);
  raw.end();
}

/** The library's words about a request that it could not read. */
function refusalOf(body: string | null, status: number): DomainError {
  if (status === 415) return invalidInput('content-type', 'Send the body as application/json.');
  const message = /"message":"(?<text>[^"]{1,200})"/.exec(body ?? '')?.groups?.text;
  return new DomainError('INVALID_INPUT', message ?? 'The request is malformed.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
