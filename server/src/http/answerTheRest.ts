import type { FastifyInstance } from 'fastify';
import { GatewayRefusal } from '../gateway/gatewayRefusal';
import { errorAnswer } from '../gateway/openai/openAiErrorBody';
import type { SendPage } from './dashboard';
import { sendError } from './errorAnswers';

/** Also with a slash too many before it, as a base URL that ends in one makes it. */
const BELOW_V1 = /^\/+v1(\/|\?|$)/;

export interface Rest {
  /** Null without a dashboard. */
  readonly sendPage: SendPage | null;
  readonly hasGateway: boolean;
}

/** Whoever misspells an address below /v1 is a program that reads OpenAI's errors; anybody else may want a page. */
export function answerTheRest(app: FastifyInstance, { sendPage, hasGateway }: Rest): void {
  app.setNotFoundHandler((request, reply) => {
    if (hasGateway && BELOW_V1.test(request.originalUrl)) {
      const { status, body } = errorAnswer(new GatewayRefusal('ROUTE_NOT_FOUND'));
      return reply.code(status).header('cache-control', 'no-store').send(body);
    }
    const page = sendPage?.(request, reply);
    return (
      page || sendError(request, reply, { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' })
    );
  });
}
