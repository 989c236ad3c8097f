import { useQuery } from '@apollo/client/react';
import { useDebounced } from '../../lib/useDebounced';
import { API_KEY_NAMES } from './apiKeyList.graphql';

const TYPING_PAUSE_MS = 400;

/** True when another key has exactly this name. Not forbidden, but most often a slip. */
export function useIsNameTaken(name: string): boolean {
  const settled = useDebounced(name.trim(), TYPING_PAUSE_MS);
  const { data } = useQuery(API_KEY_NAMES, {
    variables: { filter: { search: settled } },
    skip: settled === '',
  });
  return settled === name.trim() && (data?.apiKeys.nodes.some((apiKey) => apiKey.name === settled) ?? false);
}
