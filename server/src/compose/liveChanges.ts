import { ApiKeyWatch, KEY_CHANGED_CHANNEL } from '../apiKeys/apiKeyWatch';
import { NotificationListener } from '../nodes/notificationListener';
import type { Logger } from '../platform/logger';
import { UsageWatch } from '../usage/usageWatch';
import { UsageWatchRepository } from '../usage/usageWatch.repository';
import type { Services } from './services';

/** What subscriptions listen to. Nothing runs while nobody does, so there is nothing to close. */
export interface LiveChanges {
  readonly usageWatch: UsageWatch;
  readonly apiKeyWatch: ApiKeyWatch;
}

export function openLiveChanges(
  databaseUrl: string,
  { reading }: Pick<Services, 'reading'>,
  logger: Logger,
): LiveChanges {
  const warn = (message: string) => (error: unknown) => logger.warn({ err: error }, message);
  const usage = new UsageWatchRepository(reading);
  return {
    usageWatch: new UsageWatch({
      listRecent: (accountIds) => usage.listRecent(accountIds),
      onError: warn('Whether usage has changed could not be asked.'),
    }),
    apiKeyWatch: new ApiKeyWatch(
      (events) =>
        new NotificationListener({
          databaseUrl,
          channel: KEY_CHANGED_CHANNEL,
          onError: warn('The listener for changed keys lost its connection.'),
          ...events,
        }),
    ),
  };
}
