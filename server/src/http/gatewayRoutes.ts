import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { DescribeKey } from '../gateway/describeKey';
import type { GatewayLog } from '../gateway/gatewayLog';
import { GatewayRefusal } from '../gateway/gatewayRefusal';
import type { ListModels } from '../gateway/listModels';
import type { ModelCalls } from '../gateway/modelCalls';
import { NodeClientAnswer } from '../gateway/nodeClientAnswer';
import { errorAnswer } from '../gateway/openai/openAiErrorBody';
import { openAiErrorForm } from '../gateway/openai/openAiErrorForm';
import type { ClientProtocol } from '../gateway/protocols/clientProtocol';
import { PROTOCOL_BY_PATH, protocolAt } from '../gateway/protocols/clientProtocols';
import type { LooksLikeApiKey } from '../gateway/readCredential';
import { refusalFor } from '../gateway/refusalFor';
import type { RequestSlots } from '../gateway/requestSlots';
import type { GatewayLimits } from '../platform/config';
import { acceptBodies } from './gatewayBodies';

/** Without /v1, whoever mistakes the method is still a program that reads OpenAI's errors. */
const WRONG_METHODS = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'PUT'];

export interface GatewayRoutesOptions {
  readonly modelCalls: ModelCalls;
  readonly listModels: ListModels;
  readonly describeKey: DescribeKey;
  readonly looksLikeApiKey: LooksLikeApiKey;
  readonly log: GatewayLog;
  readonly limits: Pick<GatewayLimits, 'maxBodyBytes' | 'idleWriteMs'>;
  readonly slots: RequestSlots;
}

/**
 * The gateway on Fastify: every route with and without `/v1`, every answer and error in the form of its protocol
 * (OpenAI's but for `/messages`), and `x-request-id` on all of them. To be registered as a plugin: its parser and its error handler are its own.
 * Fastify has to make time-ordered UUIDs as ids of requests: they are the ids of the ledger's rows too.
 */
export const gatewayRoutes: FastifyPluginAsync<GatewayRoutesOptions> = async (app, options) => {
  const { modelCalls, listModels, describeKey, log, limits, slots } = options;
  const { maxBodyBytes } = limits;
  app.addHook('onRequest', (request, { raw }, done) => {
    // On the raw response: answers to calls are written there.
    raw.setHeader('cache-control', 'no-store');
    if (protocolOf(request)?.name === 'messages') raw.setHeader('request-id', request.id);
    done();
  });
  acceptBodies(app, { slots, maxBodyBytes, looksLikeApiKey: options.looksLikeApiKey });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = readFastifyError(error) ?? refusalFor(error);
    if (refusal.code === 'INTERNAL_ERROR') log.fault({ requestId: request.id, error });
    // What is too large is not waited for.
    if (refusal.code === 'REQUEST_TOO_LARGE') reply.header('connection', 'close');
    sendRefusal(refusal, request, reply);
  });

  for (const prefix of ['/v1', '']) {
    for (const [path, protocol] of Object.entries(PROTOCOL_BY_PATH)) {
      app.post(prefix + path, (request, reply) => answerCall(protocol, request, reply));
    }
    app.get(`${prefix}/models`, { onRequest: leavePagesAlone }, (request) =>
      listModels.list(request.raw.headersDistinct),
    );
    app.get<{ Params: { '*': string } }>(`${prefix}/models/*`, { onRequest: leavePagesAlone }, (request) =>
      listModels.one(request.raw.headersDistinct, request.params['*']),
    );
    app.get(`${prefix}/key`, (request) => describeKey.describe(request.raw.headersDistinct));
  }
  app.all('/v1/*', { onRequest: refuseRoute }, refuseRoute);
  for (const url of Object.keys(PROTOCOL_BY_PATH)) {
    app.route({ method: WRONG_METHODS, url, onRequest: refuseRoute, handler: refuseRoute });
  }

  async function answerCall(
    protocol: ClientProtocol,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    reply.hijack();
    const answer = new NodeClientAnswer(reply.raw, { idleWriteMs: limits.idleWriteMs });
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const headers = request.raw.headersDistinct;
    const call = { requestId: request.id, headers, address: request.ip, body };
    await modelCalls.handle(protocol, call, answer);
  }
};

/** The dashboard has a page at /models too: a browser that comes without a key gets that. */
async function leavePagesAlone(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { accept = '', authorization, 'x-api-key': apiKey } = request.headers;
  const isPage = accept.includes('text/html') && authorization === undefined && apiKey === undefined;
  if (isPage && !request.url.startsWith('/v1/')) reply.callNotFound();
}

async function refuseRoute(): Promise<never> {
  throw new GatewayRefusal('ROUTE_NOT_FOUND');
}

/** What is spoken at the address of a request; null where no model is called. */
function protocolOf({ routeOptions, url }: FastifyRequest): ClientProtocol | null {
  // Another method than POST comes to the route for all the rest.
  return protocolAt(routeOptions.url === '/v1/*' ? url.replace(/\?.*$/s, '') : (routeOptions.url ?? ''));
}

function sendRefusal(refusal: GatewayRefusal, request: FastifyRequest, reply: FastifyReply): void {
  const error = errorAnswer(refusal);
  const { errors } = protocolOf(request) ?? { errors: openAiErrorForm };
  const { headers, body } = errors.whole(error, request.id);
  void reply
    .code(error.status)
    .headers({ ...error.headers, ...headers })
    .send(body);
}

/** Fastify's own refusals of a body. */
function readFastifyError({ statusCode }: FastifyError): GatewayRefusal | null {
  const isBadBody = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return isBadBody ? new GatewayRefusal('INVALID_REQUEST') : null;
}
