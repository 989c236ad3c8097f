import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { LeakReport } from '../apiKeys/leakReport.type';
import { DecimalScalar, SafeIntScalar } from '../platform/graphqlScalars';
import { type RequestContext, requireActor } from '../platform/requestContext';
import type { HasLeakUsageLoader } from './leakUsage.loader';

@Resolver(() => LeakReport)
export class LeakUsageResolver {
  @FieldResolver(() => SafeIntScalar, {
    description:
      'Calls that ended after the report: those that were under way then. Later ones are refused. Counted while the ledger keeps single calls.',
  })
  async requestsSince(
    @Root() { apiKeyId }: LeakReport,
    @Ctx() context: RequestContext & HasLeakUsageLoader,
  ): Promise<number> {
    requireActor(context, 'KEYS_READ');
    return (await context.usageSinceLeak.load(apiKeyId)).requestsSince;
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'What they cost in US dollars; null when one of them had no price.',
  })
  async costSince(
    @Root() { apiKeyId }: LeakReport,
    @Ctx() context: RequestContext & HasLeakUsageLoader,
  ): Promise<string | null> {
    requireActor(context, 'KEYS_READ');
    return (await context.usageSinceLeak.load(apiKeyId)).costSince;
  }
}
