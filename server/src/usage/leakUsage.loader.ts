import DataLoader from 'dataloader';
import type { LeakUsageRepository, LeakUsageRow } from './leakUsage.repository';

export type LeakUsageLoader = DataLoader<string, LeakUsageRow>;

/** The part of a request's context that brings it. */
export interface HasLeakUsageLoader {
  readonly usageSinceLeak: LeakUsageLoader;
}

/** What the account's leaked keys still used, by their ids: one statement for all that one request asks for. */
export function createLeakUsageLoader(repository: LeakUsageRepository, accountId: string): LeakUsageLoader {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const rows = new Map((await repository.list(accountId, ids)).map((row) => [row.apiKeyId, row]));
      return ids.map((id) => rows.get(id) ?? new Error('There is no leaked key of this id in the account.'));
    },
    { maxBatchSize: 1_000 },
  );
}
