import { existsSync } from 'node:fs';
import path from 'node:path';
import { AccessTokenResolver } from '../accessTokens/accessToken.resolver';
import { ViewerAccessTokenResolver } from '../accessTokens/viewerAccessToken.resolver';
import { actorFromSession } from '../accounts/actorFromSession';
import { createAuth } from '../accounts/auth';
import { createUserLoader } from '../accounts/user.loader';
import { ViewerResolver } from '../accounts/viewer.resolver';
import { createApiKeyLoader } from '../apiKeys/apiKey.loader';
import { ApiKeyResolver } from '../apiKeys/apiKey.resolver';
import { ApiKeyChangedResolver } from '../apiKeys/apiKeyChanged.resolver';
import { ApiKeyListResolver } from '../apiKeys/apiKeyList.resolver';
import { ApiKeyWriteResolver } from '../apiKeys/apiKeyWrite.resolver';
import { AuditResolver } from '../audit/audit.resolver';
import { buildGraphQLSchema } from '../graphql/buildGraphQLSchema';
import { createContextFactory, createIdentify } from '../graphql/context';
import { createQueryCheck } from '../graphql/queryLimits';
import type { Console } from '../http/server';
import { createAvailableModels, createModelLoader } from '../models/model.loader';
import { ModelResolver } from '../models/model.resolver';
import type { Actor } from '../platform/actor';
import type { Config } from '../platform/config';
import type { Logger } from '../platform/logger';
import { newUuid } from '../platform/uuid';
import { createImpactLoader } from '../usage/impact.loader';
import { ApiKeyImpactResolver, ImpactModelsResolver } from '../usage/impact.resolver';
import { createLeakUsageLoader } from '../usage/leakUsage.loader';
import { LeakUsageResolver } from '../usage/leakUsage.resolver';
import { UsageLoader } from '../usage/usage.loader';
import { UsageResolver } from '../usage/usage.resolver';
import { UsageChangedResolver } from '../usage/usageChanged.resolver';
import { ApiKeyUsageResolver, ModelUsageResolver } from '../usage/usageOf.resolver';
import { openLeaks } from './leaks';
import { openLiveChanges } from './liveChanges';
import type { Services } from './services';

/** The dashboard as `npm run build` leaves it. */
const DASHBOARD_FOLDER = path.resolve(__dirname, '../../../client/dist');

export interface ConsoleParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly services: Services;
  readonly logger: Logger;
}

/** Everything that members and integrators use: sign-in, GraphQL and the dashboard where it was built. */
export async function openConsole({ config, databaseUrl, services, logger }: ConsoleParts): Promise<Console> {
  const { accounts, accessTokens } = services;
  const live = openLiveChanges(databaseUrl, services, logger);
  const auth = createAuth({
    pool: services.pool,
    publicUrl: config.publicUrl,
    secret: services.sessionSecret,
    accounts,
    passwords: services.passwords,
    newId: newUuid,
    logger,
  });
  const schema = await buildGraphQLSchema(resolvers(config, services));
  const hasSessionCookie = (cookie: string | undefined): boolean => auth.hasSessionCookie(cookie);
  const hasDashboard = existsSync(path.join(DASHBOARD_FOLDER, 'index.html'));
  if (!hasDashboard) logger.warn('The dashboard is not built; run `npm run build` to serve it.');
  const identify = createIdentify({
    hasSessionCookie,
    memberFromCookie: (headers) => actorFromSession(auth, accounts, headers),
    programFromToken: (secret) => accessTokens.actorFromAccessToken(secret),
  });
  return {
    auth,
    schema,
    hasSessionCookie,
    identify,
    usageExport: services.usageExport,
    ...openLeaks(config, services, logger),
    createContext: createContextFactory({
      checkQuery: createQueryCheck(schema),
      identify,
      makeLoaders: (actor) => ({ ...loadersFor(services, actor), ...live }),
    }),
    brandName: config.brandName,
    contactUrl: config.contactUrl,
    plansUrl: config.plansUrl,
    hasPlayground: config.hasPlayground,
    publicUrl: config.publicUrl,
    dashboardFolder: hasDashboard ? DASHBOARD_FOLDER : null,
  };
}

function resolvers(config: Config, services: Services) {
  const { accounts, accessTokens, models, apiKeys, apiKeyList, usage } = services;
  return [
    new AccessTokenResolver(accessTokens),
    new ApiKeyChangedResolver(apiKeys),
    new ApiKeyImpactResolver(),
    new ApiKeyListResolver(apiKeyList),
    new ApiKeyResolver(apiKeys),
    new ApiKeyUsageResolver(),
    new ApiKeyWriteResolver(services.apiKeyWrite, services.apiKeyRotation, services.apiKeyRevocation),
    new AuditResolver(services.audit),
    new ImpactModelsResolver(),
    new LeakUsageResolver(),
    new ModelResolver(models),
    new ModelUsageResolver(),
    new UsageChangedResolver(),
    new UsageResolver(usage),
    new ViewerAccessTokenResolver(accessTokens),
    new ViewerResolver(accounts, {
      apiKeyLimit: config.maxKeysPerAccount,
      apiKeyMaxLifetimeDays: config.keyMaxLifetimeDays,
    }),
  ];
}

/** Nobody's request loads nothing: each resolver refuses it before it asks a loader. */
function loadersFor({ accounts, apiKeys, models, usage, impact, leakUsage }: Services, actor: Actor | null) {
  const catalogue = {
    modelByNumber: createModelLoader(models),
    availableModels: createAvailableModels(models),
  };
  if (!actor) return catalogue;
  return {
    ...catalogue,
    apiKeyById: createApiKeyLoader(apiKeys, actor.accountId),
    userById: createUserLoader(accounts, actor.accountId),
    usageOf: new UsageLoader(usage, actor),
    impactOfKey: createImpactLoader(impact, actor.accountId),
    usageSinceLeak: createLeakUsageLoader(leakUsage, actor.accountId),
  };
}
