import { useQuery } from '@apollo/client/react';
import type { ApiKeyNamesQuery } from '../../graphql/apiKeys/graphql';
import { useDebounced } from '../../lib/useDebounced';
import { API_KEY_NAMES } from './apiKeys.graphql';
import { STATUS_TOKENS } from './listQuestion';

export type ApiKeyName = ApiKeyNamesQuery['apiKeys']['nodes'][number];

const TYPING_PAUSE_MS = 400;

/** Names to filter by, revoked keys included: their past usage stays. Empty until the answer is there. */
export function useApiKeyNames(): readonly ApiKeyName[] {
  const { data } = useQuery(API_KEY_NAMES, {
    variables: { filter: { statuses: Object.values(STATUS_TOKENS) } },
  });
  return data?.apiKeys.nodes ?? [];
}

/** True when another key has exactly this name. Not forbidden, but most often a slip. */
export function useIsNameTaken(name: string): boolean {
  const settled = useDebounced(name.trim(), TYPING_PAUSE_MS);
  const { data } = useQuery(API_KEY_NAMES, {
    variables: { filter: { search: settled } },
    skip: settled === '',
  });
  return settled === name.trim() && (data?.apiKeys.nodes.some((apiKey) => apiKey.name === settled) ?? false);
}
