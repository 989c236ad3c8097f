import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HasApiKeyLoader } from '../apiKeys/apiKey.loader';
import type { HasModelLoader } from '../models/model.loader';
import { isFieldAsked } from '../platform/isFieldAsked';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { namedRows } from './namedRows';
import { UsageInput } from './usage.inputs';
import type { UsageReportView, UsageService } from './usage.service';
import { UsageReport, UsageRow } from './usage.type';

@Resolver(() => UsageReport)
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

  // The names of all rows are found at once: a promise for each row would cost more than the rest of the answer.
  @FieldResolver(() => [UsageRow], {
    description:
      'One row for each bucket and each group that used anything, oldest bucket first, then most tokens first.',
  })
  rows(
    @Root() { rows }: UsageReportView,
    @Ctx() context: HasModelLoader & HasApiKeyLoader,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UsageRow[]> {
    return namedRows(rows, {
      models: isFieldAsked(info, 'model') ? context.modelByNumber : null,
      apiKeys: isFieldAsked(info, 'apiKey') ? context.apiKeyById : null,
    });
  }
}
