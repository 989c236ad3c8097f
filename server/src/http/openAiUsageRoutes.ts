import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { readCredential } from '../graphql/readCredential';
import type { AccessTokenActor } from '../platform/actor';
import { DomainError } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import type { Logger } from '../platform/logger';
import { requireActor } from '../platform/requestContext';
import { readUsagePageQuestion, type UsagePageKind } from '../usage/openai/usagePageQuestion';
import type { UsagePages } from '../usage/openai/usagePages';

export interface OpenAiUsageRouteParts {
  readonly usagePages: UsagePages;
  /** Null for a token that is not in force. */
  readonly programFromToken: (secret: string) => Promise<AccessTokenActor | null>;
  readonly logger: Pick<Logger, 'error'>;
}

const ROUTES: Readonly<Record<string, UsagePageKind>> = {
  '/v1/organization/usage/completions': 'completions',
  '/v1/organization/usage/embeddings': 'embeddings',
  '/v1/organization/costs': 'costs',
};

/**
 * OpenAI's usage API, with an access token that has USAGE_READ in `Authorization: Bearer`; no other credential is looked
 * at. Parameters, pages and results are OpenAI's: see readUsagePageQuestion and UsagePages. Errors are
 * `{"error": {message, type, param, code}}`: 400 invalid_request, 401 missing_api_key or invalid_api_key, 403
 * insufficient_permissions, 503 service_unavailable. Register it in a scope of its own.
 */
export const openAiUsageRoutes: FastifyPluginAsync<OpenAiUsageRouteParts> = async (app, parts) => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, headers = {}, type = 'invalid_request_error', ...body } = answerFor(error);
    if (status === 500) parts.logger.error({ err: error, requestId: request.id }, 'A request failed.');
    return reply
      .code(status)
      .headers(headers)
      .send({ error: { type, param: null, ...body } });
  });
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  for (const [path, kind] of Object.entries(ROUTES)) {
    app.get(path, { exposeHeadRoute: false }, async (request) => {
      const actor = await programOf(request, parts);
      requireActor({ requestId: request.id, actor }, 'USAGE_READ');
      const [, query = ''] = request.url.split('?');
      return parts.usagePages.page(actor, readUsagePageQuestion(kind, new URLSearchParams(query)));
    });
  }
};

/** Never thrown out of this file. */
class MissingToken extends Error {}

async function programOf(
  { headers }: FastifyRequest,
  { programFromToken }: OpenAiUsageRouteParts,
): Promise<AccessTokenActor> {
  const credential = readCredential(headers, false);
  if (credential.kind !== 'token') throw new MissingToken();
  const actor = await programFromToken(credential.secret);
  if (actor) return actor;
  throw new DomainError('UNAUTHENTICATED', 'This access token is not valid, or no longer.');
}

interface OpenAiAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

function answerFor(error: Error): OpenAiAnswer {
  if (error instanceof MissingToken) {
    const message = 'Send an access token in the Authorization header: "Authorization: Bearer YOUR_TOKEN".';
    return { status: 401, code: 'missing_api_key', message };
  }
  if (isAway(error)) {
    const message = 'The service cannot answer right now. Try again in a second.';
    return {
      ...SERVICE_FAULT,
      status: 503,
      code: 'service_unavailable',
      message,
      headers: { 'retry-after': '1' },
    };
  }
  if (!(error instanceof DomainError)) {
    return { ...SERVICE_FAULT, status: 500, code: 'internal_error', message: 'Something went wrong.' };
  }
  const { message, details } = error;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return { status: 401, code: 'invalid_api_key', message };
    case 'FORBIDDEN':
      return { status: 403, code: 'insufficient_permissions', message };
    default:
      return { status: 400, code: 'invalid_request', message, param: details.field ?? null };
  }
}

const SERVICE_FAULT = { type: 'api_error' } as const;

function isAway(error: Error): boolean {
  return error instanceof DomainError ? error.code === 'UNAVAILABLE' : isDatabaseAway(error);
}
