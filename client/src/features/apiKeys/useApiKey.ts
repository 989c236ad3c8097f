import { useQuery } from '@apollo/client/react';
import type { ApiKeyDetailsFragment } from '../../graphql/apiKeys/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { API_KEY } from './apiKey.graphql';
import type { ApiKeyRow } from './useApiKeys';

/** A row and what only its details tell. */
export type ApiKeyDetails = ApiKeyRow & Pick<ApiKeyDetailsFragment, 'models'>;

export type ApiKeyState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | { status: 'missing' }
  | { status: 'ready'; apiKey: ApiKeyDetails };

/** One key by its id, asked anew: a form must not begin from yesterday. Another account's key is missing, too. */
export function useApiKey(id: string): ApiKeyState {
  const { data, error, refetch } = useQuery(API_KEY, {
    variables: { id },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  if (data) return data.apiKey ? { status: 'ready', apiKey: data.apiKey } : { status: 'missing' };
  if (error) {
    const failure = failureOf(error);
    if (failure.kind === 'refused' && (failure.code === 'NOT_FOUND' || failure.code === 'INVALID_INPUT')) {
      return { status: 'missing' };
    }
    return { status: 'failed', failure, retry: () => void refetch().catch(() => {}) };
  }
  return { status: 'loading' };
}
