import { useKnownFragment } from '../../lib/useKnownFragment';
import { API_KEY_ROW } from './apiKey.graphql';
import type { ApiKeyRow, ListedApiKey } from './useApiKeys';

/** A key of the list as it is now. Only who reads it is drawn anew when it changes. */
export function useApiKeyRow(listed: ListedApiKey): ApiKeyRow {
  return useKnownFragment({ fragment: API_KEY_ROW, from: listed });
}
