import { useQuery } from '@apollo/client/react';
import type { ApiKeyRowFragment, ApiKeysQuery } from '../../graphql/apiKeys/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { API_KEYS } from './apiKeyList.graphql';
import { isFiltered, type ListQuestion, listVariables } from './listQuestion';
import { useApiKeyChanges } from './useApiKeyChanges';

export type ApiKeyRow = ApiKeyRowFragment;
/** What the list knows of a key; its row reads the rest for itself. */
export type ListedApiKey = ApiKeysQuery['apiKeys']['nodes'][number];

/** How many keys there are behind all filters. */
export interface ApiKeyCounts {
  readonly unrevoked: number;
  readonly revoked: number;
}

export type ApiKeysState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | {
      status: 'empty';
      reason: 'never' | 'onlyRevoked' | 'noMatch';
      counts: ApiKeyCounts;
      refresh: () => void;
    }
  | ReadyApiKeys;

export interface ReadyApiKeys {
  readonly status: 'ready';
  readonly apiKeys: readonly ListedApiKey[];
  /** All that match, also on other pages. */
  readonly matching: number;
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null;
  readonly counts: ApiKeyCounts;
  /** True while what is shown belongs to the question before this one, or is being asked anew. */
  readonly isRefreshing: boolean;
  readonly refresh: () => void;
}

/**
 * One page of the account's keys, as they are now: changes made elsewhere show by themselves. What was there stays while
 * something else is asked, so that nothing flickers.
 */
export function useApiKeys(question: ListQuestion): ApiKeysState {
  useApiKeyChanges();
  const { data, previousData, error, loading, refetch } = useQuery(API_KEYS, {
    variables: listVariables(question),
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  // What goes wrong while asking again shows up as the next state, so the promise itself needs no answer.
  const ask = () => void refetch().catch(() => {});
  const shown = data ?? previousData;
  if (error && !loading) return { status: 'failed', failure: failureOf(error), retry: ask };
  if (!shown) return { status: 'loading' };

  const counts = { unrevoked: shown.unrevoked.totalCount, revoked: shown.revoked.totalCount };
  const { nodes, pageInfo, totalCount } = shown.apiKeys;
  if (nodes.length === 0 && !loading) {
    return { status: 'empty', reason: whyEmpty(question, counts), counts, refresh: ask };
  }
  return {
    status: 'ready',
    apiKeys: nodes,
    matching: totalCount,
    nextCursor: nextCursor(pageInfo),
    counts,
    isRefreshing: loading,
    refresh: ask,
  };
}

function nextCursor({ hasNextPage, endCursor }: ApiKeysQuery['apiKeys']['pageInfo']): string | null {
  return hasNextPage ? endCursor : null;
}

function whyEmpty(question: ListQuestion, counts: ApiKeyCounts): 'never' | 'onlyRevoked' | 'noMatch' {
  if (counts.unrevoked + counts.revoked === 0) return 'never';
  return !isFiltered(question) && counts.unrevoked === 0 ? 'onlyRevoked' : 'noMatch';
}
