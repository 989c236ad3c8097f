import type { FastifyPluginAsync } from 'fastify';
import { type GatewayRoutesOptions, gatewayRoutes } from './gatewayRoutes';
import { type OpenAiUsageRouteParts, openAiUsageRoutes } from './openAiUsageRoutes';

/** What programs call: models with an API key, and OpenAI's usage API with an access token. */
export function programRoutes(
  gateway: GatewayRoutesOptions,
  usageApi: OpenAiUsageRouteParts,
): FastifyPluginAsync {
  return async (app) => {
    await app.register(gatewayRoutes, gateway);
    await app.register(openAiUsageRoutes, usageApi);
  };
}
