import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { GatewayLog } from '../gateway/gatewayLog';
import { GatewayRefusal } from '../gateway/gatewayRefusal';
import type { ListModels } from '../gateway/listModels';
import type { ModelCalls } from '../gateway/modelCalls';
import { NodeClientAnswer } from '../gateway/nodeClientAnswer';
import { chatProtocol } from '../gateway/openai/chatProtocol';
import { errorAnswer } from '../gateway/openai/openAiErrorBody';
import { type LooksLikeApiKey, readCredential } from '../gateway/readCredential';
import { refusalFor } from '../gateway/refusalFor';
import { RequestSlots } from '../gateway/requestSlots';

export const GATEWAY_LIMITS = {
  /** Requests under way on one node at the same time. */
  maxRequests: 512,
  /** One body. */
  maxBodyBytes: 20_971_520,
  /** All bodies under way together. */
  maxBodyBytesInAll: 268_435_456,
  /** How long a client may take nothing of its answer before it is cut off. */
  idleWriteMs: 60_000,
} as const;

/** Without /v1, whoever mistakes the method is still a program that reads OpenAI's errors. */
const WRONG_FOR_CHAT = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'PUT'];

export type GatewayLimits = { readonly [name in keyof typeof GATEWAY_LIMITS]: number };

export interface GatewayRoutesOptions {
  readonly modelCalls: ModelCalls;
  readonly listModels: ListModels;
  readonly looksLikeApiKey: LooksLikeApiKey;
  readonly log: GatewayLog;
  readonly limits?: Partial<GatewayLimits>;
}

/**
 * The gateway on Fastify: every route with and without `/v1`, every answer and error in OpenAI's form, and
 * `x-request-id` on all of them. To be registered as a plugin: its parser and its error handler are its own.
 * Fastify has to make time-ordered UUIDs as ids of requests: they are the ids of the ledger's rows too.
 */
export const gatewayRoutes: FastifyPluginAsync<GatewayRoutesOptions> = async (app, options) => {
  const { modelCalls, listModels, log } = options;
  const limits: GatewayLimits = { ...GATEWAY_LIMITS, ...options.limits };
  acceptBodies(app, limits, options.looksLikeApiKey);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = readFastifyError(error) ?? refusalFor(error);
    if (refusal.code === 'INTERNAL_ERROR') log.fault({ requestId: request.id, error });
    sendRefusal(refusal, reply);
  });

  for (const prefix of ['/v1', '']) {
    app.post(`${prefix}/chat/completions`, (request, reply) => answerChat(request, reply));
    app.get(`${prefix}/models`, { onRequest: leavePagesAlone }, (request) =>
      listModels.list(request.raw.headersDistinct),
    );
    app.get<{ Params: { '*': string } }>(`${prefix}/models/*`, { onRequest: leavePagesAlone }, (request) =>
      listModels.one(request.raw.headersDistinct, request.params['*']),
    );
  }
  app.all('/v1/*', { onRequest: refuseRoute }, refuseRoute);
  app.route({
    method: WRONG_FOR_CHAT,
    url: '/chat/completions',
    onRequest: refuseRoute,
    handler: refuseRoute,
  });

  async function answerChat(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.hijack();
    const answer = new NodeClientAnswer(reply.raw, {
      headers: reply.getHeaders(),
      idleWriteMs: limits.idleWriteMs,
    });
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const headers = request.raw.headersDistinct;
    const call = { requestId: request.id, headers, address: request.ip, body };
    await modelCalls.handle(chatProtocol, call, answer);
  }
};

/** Takes bodies of any type as bytes: what they are is the gateway's own question. */
function acceptBodies(app: FastifyInstance, limits: GatewayLimits, looksLikeApiKey: LooksLikeApiKey): void {
  const slots = new RequestSlots({ maxRequests: limits.maxRequests, maxBodyBytes: limits.maxBodyBytesInAll });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: limits.maxBodyBytes },
    (_request, body, done) => done(null, body),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
    // A request without a key of the right form takes no place: strangers cannot fill the gateway with silence.
    if (request.routeOptions.url?.endsWith('/chat/completions')) {
      readCredential(request.raw.headersDistinct, looksLikeApiKey);
    }
    const giveBack = slots.take(expectedBodyBytes(request, limits.maxBodyBytes));
    if (!giveBack) throw new GatewayRefusal('RATE_LIMITED');
    reply.raw.once('close', giveBack);
  });
}

/** What the client says it will send. Without a length it may be anything up to the limit. */
function expectedBodyBytes({ headers }: FastifyRequest, maxBodyBytes: number): number {
  if (headers['transfer-encoding'] !== undefined) return maxBodyBytes;
  const bytes = Number(headers['content-length'] ?? 0);
  return Number.isFinite(bytes) ? Math.min(Math.max(bytes, 0), maxBodyBytes) : maxBodyBytes;
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

function sendRefusal(refusal: GatewayRefusal, reply: FastifyReply): void {
  const { status, headers, body } = errorAnswer(refusal);
  void reply.code(status).headers(headers).send(body);
}

/** Fastify's own refusals of a body. */
function readFastifyError({ code, statusCode }: FastifyError): GatewayRefusal | null {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new GatewayRefusal('REQUEST_TOO_LARGE');
  const isBadBody = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return isBadBody ? new GatewayRefusal('INVALID_REQUEST') : null;
}
