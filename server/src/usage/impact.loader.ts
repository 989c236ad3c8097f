import DataLoader from 'dataloader';
import type { ImpactRepository, ImpactRow } from './impact.repository';

export type ImpactLoader = DataLoader<string, ImpactRow>;

/** The part of a request's context that brings it. */
export interface HasImpactLoader {
  readonly impactOfKey: ImpactLoader;
}

/** Impact of the account's keys by id: one statement for all that one request asks for. */
export function createImpactLoader(repository: ImpactRepository, accountId: string): ImpactLoader {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const rows = new Map((await repository.listImpact(accountId, ids)).map((row) => [row.apiKeyId, row]));
      return ids.map((id) => rows.get(id) ?? new Error('There is no key of this id in the account.'));
    },
    { maxBatchSize: 1_000 },
  );
}
