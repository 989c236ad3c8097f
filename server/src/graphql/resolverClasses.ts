import { AccessTokenResolver } from '../accessTokens/accessToken.resolver';
import { ViewerAccessTokenResolver } from '../accessTokens/viewerAccessToken.resolver';
import { ViewerResolver } from '../accounts/viewer.resolver';
import { ApiKeyResolver } from '../apiKeys/apiKey.resolver';
import { ApiKeyChangedResolver } from '../apiKeys/apiKeyChanged.resolver';
import { ApiKeyListResolver } from '../apiKeys/apiKeyList.resolver';
import { ApiKeyWriteResolver } from '../apiKeys/apiKeyWrite.resolver';
import { AuditResolver } from '../audit/audit.resolver';
import { ModelResolver } from '../models/model.resolver';
import { ApiKeyImpactResolver, ImpactModelsResolver } from '../usage/impact.resolver';
import { LeakUsageResolver } from '../usage/leakUsage.resolver';
import { UsageResolver } from '../usage/usage.resolver';
import { UsageChangedResolver } from '../usage/usageChanged.resolver';
import { ApiKeyUsageResolver, ModelUsageResolver } from '../usage/usageOf.resolver';

/** Everything that answers a field. What is missing here is not in the schema. */
export const RESOLVER_CLASSES = [
  AccessTokenResolver,
  ApiKeyChangedResolver,
  ApiKeyImpactResolver,
  ApiKeyListResolver,
  ApiKeyResolver,
  ApiKeyUsageResolver,
  ApiKeyWriteResolver,
  AuditResolver,
  ImpactModelsResolver,
  LeakUsageResolver,
  ModelResolver,
  ModelUsageResolver,
  UsageChangedResolver,
  UsageResolver,
  ViewerAccessTokenResolver,
  ViewerResolver,
] as const;

/** One instance of a resolver. */
export type ResolverInstance = InstanceType<(typeof RESOLVER_CLASSES)[number]>;
