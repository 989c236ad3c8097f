import { Resolver, Root, Subscription } from 'type-graphql';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { UsageChange } from './usageChange.type';
import type { UsageWatch } from './usageWatch';

/** The part of a request's context that brings it. */
interface HasUsageWatch {
  readonly usageWatch: UsageWatch;
}

@Resolver(() => UsageChange)
export class UsageChangedResolver {
  @Subscription(() => UsageChange, {
    description:
      'Fires when usage of the account has changed, at most once a second. Whoever comes back after a lost connection asks `usage` once by themselves.',
    subscribe: ({ context }: { context: RequestContext & HasUsageWatch }) =>
      context.usageWatch.watch(requireActor(context, 'USAGE_READ').accountId),
  })
  usageChanged(@Root() change: UsageChange): UsageChange {
    return change;
  }
}
