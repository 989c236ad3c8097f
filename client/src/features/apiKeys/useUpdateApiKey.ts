import { useApolloClient } from '@apollo/client/react';
import type { UpdateApiKeyInput } from '../../graphql/apiKeys/graphql';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { API_KEY } from './apiKey.graphql';
import { API_KEYS } from './apiKeyList.graphql';
import { UPDATE_API_KEY } from './apiKeyWrite.graphql';
import type { ApiKeyDetails } from './useApiKey';

interface ApiKeyChange {
  readonly apiKey: ApiKeyDetails;
  readonly input: UpdateApiKeyInput;
}

interface UpdateApiKey {
  /** The new name shows at once and goes back by itself when the server refuses. */
  readonly update: (change: ApiKeyChange) => Promise<Outcome<ApiKeyDetails>>;
  /** The key as it is now, for a form that was overtaken. */
  readonly loadLatest: (id: string) => Promise<Outcome<ApiKeyDetails | null>>;
}

export function useUpdateApiKey(): UpdateApiKey {
  const client = useApolloClient();
  return {
    update: async ({ apiKey, input }) => {
      const outcome = await outcomeOf(
        client.mutate({
          mutation: UPDATE_API_KEY,
          variables: { input },
          optimisticResponse: { updateApiKey: { apiKey: { ...apiKey, name: input.name ?? apiKey.name } } },
        }),
      );
      if (!outcome.ok) return outcome;
      client.refetchQueries({ include: [API_KEYS] }).catch(() => {}); // the list shows its own failures
      return { ok: true, value: outcome.value.updateApiKey.apiKey };
    },
    loadLatest: async (id) => {
      const outcome = await outcomeOf(
        client.query({ query: API_KEY, variables: { id }, fetchPolicy: 'network-only' }),
      );
      return outcome.ok ? { ok: true, value: outcome.value.apiKey } : outcome;
    },
  };
}
