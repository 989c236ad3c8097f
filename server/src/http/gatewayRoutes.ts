import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { anthropicErrorForm } from '../gateway/anthropic/anthropicErrorForm';
import { anthropicModel, anthropicModelPage } from '../gateway/anthropic/anthropicModels';
import type { CountPrompt } from '../gateway/countPrompt';
import type { DescribeKey } from '../gateway/describeKey';
import type { GatewayLog } from '../gateway/gatewayLog';
import { GatewayRefusal } from '../gateway/gatewayRefusal';
import type { ListModels } from '../gateway/listModels';
import type { GatewayRequest, ModelCalls } from '../gateway/modelCalls';
import { NodeClientAnswer } from '../gateway/nodeClientAnswer';
import { errorAnswer } from '../gateway/openai/openAiErrorBody';
import { openAiErrorForm } from '../gateway/openai/openAiErrorForm';
import { openAiModel, openAiModelList } from '../gateway/openai/openAiModels';
import type { ErrorForm } from '../gateway/protocols/clientProtocol';
import { PROTOCOL_BY_PATH, protocolAt } from '../gateway/protocols/clientProtocols';
import type { LooksLikeApiKey } from '../gateway/readCredential';
import { refusalFor } from '../gateway/refusalFor';
import type { RequestSlots } from '../gateway/requestSlots';
import type { GatewayLimits } from '../platform/config';
import { acceptBodies } from './gatewayBodies';

/** Without /v1, whoever mistakes the method is still a program that reads OpenAI's errors. */
const WRONG_METHODS = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'PUT'];

const COUNT_TOKENS = '/messages/count_tokens';
const COUNT_ROUTES: ReadonlySet<string> = new Set([COUNT_TOKENS, `/v1${COUNT_TOKENS}`]);

export interface GatewayRoutesOptions {
  readonly modelCalls: ModelCalls;
  readonly listModels: ListModels;
  readonly describeKey: DescribeKey;
  readonly countPrompt: CountPrompt;
  readonly looksLikeApiKey: LooksLikeApiKey;
  readonly log: GatewayLog;
  readonly limits: Pick<GatewayLimits, 'maxBodyBytes' | 'idleWriteMs'>;
  readonly slots: RequestSlots;
}

/**
 * The gateway on Fastify: every route with and without `/v1`, every answer and error in the form of its protocol
 * (OpenAI's but for `/messages`, and for programs of Anthropic's where no model is called), and `x-request-id` on all of them. To be
 * registered as a plugin: its parser and its error handler are its own.
 * Fastify has to make time-ordered UUIDs as ids of requests: they are the ids of the ledger's rows too.
 */
export const gatewayRoutes: FastifyPluginAsync<GatewayRoutesOptions> = async (app, options) => {
  const { modelCalls, listModels, describeKey, countPrompt, log, limits, slots } = options;
  const { maxBodyBytes } = limits;
  app.addHook('onRequest', (request, { raw }, done) => {
    // On the raw response: answers to calls are written there.
    raw.setHeader('cache-control', 'no-store');
    if (errorFormOf(request) === anthropicErrorForm) raw.setHeader('request-id', request.id);
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
      app.post(prefix + path, (request, reply) =>
        modelCalls.handle(protocol, callOf(request), answerOf(reply)),
      );
    }
    app.post(prefix + COUNT_TOKENS, (request, reply) => countPrompt.handle(callOf(request), answerOf(reply)));
    app.get(`${prefix}/models`, { onRequest: leavePagesAlone }, async (request) => {
      const models = await listModels.list(request.raw.headersDistinct);
      return speaksAnthropic(request)
        ? anthropicModelPage(models, new URLSearchParams(request.url.split('?')[1]))
        : openAiModelList(models);
    });
    app.get<{ Params: { '*': string } }>(
      `${prefix}/models/*`,
      { onRequest: leavePagesAlone },
      async (request) => {
        const { model } = await listModels.one(request.raw.headersDistinct, request.params['*']);
        return speaksAnthropic(request) ? anthropicModel(model) : openAiModel(model);
      },
    );
    app.get(`${prefix}/key`, (request) => describeKey.describe(request.raw.headersDistinct));
  }
  app.all('/v1/*', { onRequest: refuseRoute }, refuseRoute);
  for (const url of [...Object.keys(PROTOCOL_BY_PATH), COUNT_TOKENS]) {
    app.route({ method: WRONG_METHODS, url, onRequest: refuseRoute, handler: refuseRoute });
  }

  /** From here on the answer is written to the connection itself. */
  function answerOf(reply: FastifyReply): NodeClientAnswer {
    reply.hijack();
    return new NodeClientAnswer(reply.raw, { idleWriteMs: limits.idleWriteMs });
  }
};

function callOf({ id, raw, ip, body }: FastifyRequest): GatewayRequest {
  return {
    requestId: id,
    headers: raw.headersDistinct,
    address: ip,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

/** The dashboard has a page at /models too: a browser that comes without a key gets that. */
async function leavePagesAlone(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { accept = '', authorization, 'x-api-key': apiKey } = request.headers;
  const isPage = accept.includes('text/html') && authorization === undefined && apiKey === undefined;
  if (isPage && !request.url.startsWith('/v1/')) reply.callNotFound();
}

async function refuseRoute(): Promise<never> {
  throw new GatewayRefusal('ROUTE_NOT_FOUND');
}

/** How errors are written at the address of a request. */
function errorFormOf(request: FastifyRequest): ErrorForm {
  const { routeOptions, url } = request;
  // Another method than POST comes to the route for all the rest.
  const route = routeOptions.url === '/v1/*' ? url.replace(/\?.*$/s, '') : (routeOptions.url ?? '');
  const form = COUNT_ROUTES.has(route) ? anthropicErrorForm : protocolAt(route)?.errors;
  return form ?? (speaksAnthropic(request) ? anthropicErrorForm : openAiErrorForm);
}

/** Both providers list models at the same address; every client of Anthropic's protocol names its version. */
function speaksAnthropic({ headers }: FastifyRequest): boolean {
  return headers['anthropic-version'] !== undefined;
}

function sendRefusal(refusal: GatewayRefusal, request: FastifyRequest, reply: FastifyReply): void {
  const error = errorAnswer(refusal);
  const { headers, body } = errorFormOf(request).whole(error, request.id);
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
