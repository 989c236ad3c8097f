import DataLoader from 'dataloader';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';

export type ApiKeyLoader = DataLoader<string, ApiKeyView | null>;

/** The part of a request's context that brings it. */
export interface HasApiKeyLoader {
  readonly apiKeyById: ApiKeyLoader;
}

/** The account's keys by id: one statement for all that one request asks for. */
export function createApiKeyLoader(service: ApiKeyService, accountId: string): ApiKeyLoader {
  return new DataLoader((ids: readonly string[]) => service.findByIds(accountId, ids), {
    maxBatchSize: 10_000,
  });
}
