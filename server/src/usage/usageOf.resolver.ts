import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ApiKey } from '../apiKeys/apiKey.type';
import { Model } from '../models/model.type';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { UsageInput } from './usage.inputs';
import type { HasUsageLoader } from './usage.loader';
import type { UsageReportView } from './usage.service';
import { UsageReport } from './usage.type';

@Resolver(() => ApiKey)
export class ApiKeyUsageResolver {
  @FieldResolver(() => UsageReport, { description: 'What this key used.' })
  usage(
    @Root() key: ApiKey,
    @Ctx() context: RequestContext & HasUsageLoader,
    @Arg('input', () => UsageInput) input: UsageInput,
  ): Promise<UsageReportView> {
    requireActor(context, 'USAGE_READ');
    return context.usageOf.load('API_KEY', key.id, input);
  }
}

@Resolver(() => Model)
export class ModelUsageResolver {
  @FieldResolver(() => UsageReport, { description: "What the account's keys used of this model." })
  usage(
    @Root() model: Model,
    @Ctx() context: RequestContext & HasUsageLoader,
    @Arg('input', () => UsageInput) input: UsageInput,
  ): Promise<UsageReportView> {
    requireActor(context, 'USAGE_READ');
    return context.usageOf.load('MODEL', String(model.number), input);
  }
}
