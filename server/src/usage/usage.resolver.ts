import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HasApiKeyLoader } from '../apiKeys/apiKey.loader';
import { ApiKey } from '../apiKeys/apiKey.type';
import type { HasModelLoader } from '../models/model.loader';
import { Model } from '../models/model.type';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { UsageInput } from './usage.inputs';
import type { UsageReportView, UsageService } from './usage.service';
import { UsageReport, UsageRow } from './usage.type';
import type { UsageReportRow } from './usageReport';

@Resolver(() => UsageRow)
export class UsageResolver {
  constructor(private readonly service: UsageService) {}

  @Query(() => UsageReport, {
    description: 'What was used, summed in the database and grouped by any mix of model, key and time.',
  })
  usage(
    @Ctx() context: RequestContext,
    @Arg('input', () => UsageInput) input: UsageInput,
  ): Promise<UsageReportView> {
    return this.service.report(requireActor(context, 'USAGE_READ'), input);
  }

  @FieldResolver(() => Model, { nullable: true, description: 'Null when it was not grouped by model.' })
  model(@Root() row: UsageReportRow, @Ctx() context: HasModelLoader): Promise<Model | null> | null {
    return row.modelNumber === null ? null : context.modelByNumber.load(row.modelNumber);
  }

  @FieldResolver(() => ApiKey, {
    nullable: true,
    description: 'Null when it was not grouped by key. Revoked keys keep their names.',
  })
  apiKey(@Root() row: UsageReportRow, @Ctx() context: HasApiKeyLoader): Promise<unknown> | null {
    return row.apiKeyId === null ? null : context.apiKeyById.load(row.apiKeyId);
  }
}
