import { useApolloClient } from '@apollo/client/react';
import type { RotateApiKeyInput } from '../../graphql/apiKeys/graphql';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { API_KEYS } from './apiKeyList.graphql';
import { END_API_KEY_OVERLAP, ROTATE_API_KEY } from './apiKeyWrite.graphql';
import type { ApiKeyDetails } from './useApiKey';
import type { CreatedApiKey } from './useCreateApiKey';

interface RotateApiKey {
  /** A new secret for the key. Neither the cache nor any hook keeps the answer. */
  readonly rotate: (input: RotateApiKeyInput) => Promise<Outcome<CreatedApiKey>>;
  /** Stops the old secret now. Never shown before the server has said it. */
  readonly endOverlap: (id: string) => Promise<Outcome<ApiKeyDetails>>;
}

export function useRotateApiKey(): RotateApiKey {
  const client = useApolloClient();
  return {
    rotate: async (input) => {
      const outcome = await outcomeOf(
        client.mutate({ mutation: ROTATE_API_KEY, variables: { input }, fetchPolicy: 'no-cache' }),
      );
      if (!outcome.ok) return outcome;
      client.refetchQueries({ include: [API_KEYS] }).catch(() => {}); // the list shows its own failures
      const { apiKey, secret } = outcome.value.rotateApiKey;
      return { ok: true, value: { id: apiKey.id, name: apiKey.name, secret } };
    },
    endOverlap: async (id) => {
      const outcome = await outcomeOf(
        client.mutate({ mutation: END_API_KEY_OVERLAP, variables: { input: { id } } }),
      );
      return outcome.ok ? { ok: true, value: outcome.value.endApiKeyOverlap.apiKey } : outcome;
    },
  };
}
