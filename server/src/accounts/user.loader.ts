import DataLoader from 'dataloader';
import type { AccountService } from './account.service';
import type { User } from './user.type';

export type UserLoader = DataLoader<string, User | null>;

/** The part of a request's context that brings it. */
export interface HasUserLoader {
  readonly userById: UserLoader;
}

/** Members of one account by id: one statement for all that one request asks for; null for anybody else. */
export function createUserLoader(accounts: AccountService, accountId: string): UserLoader {
  return new DataLoader((ids: readonly string[]) => accounts.findMembers(accountId, ids), {
    maxBatchSize: 10_000,
  });
}
