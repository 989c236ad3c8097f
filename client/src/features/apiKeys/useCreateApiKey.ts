import { useApolloClient } from '@apollo/client/react';
import type { CreateApiKeyInput } from '../../graphql/apiKeys/graphql';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { API_KEYS } from './apiKeyList.graphql';
import { CREATE_API_KEY } from './apiKeyWrite.graphql';

/** A new key with its secret. Whoever holds this must show it and let it go: it cannot be asked for again. */
export interface CreatedApiKey {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/**
 * Makes a key. The answer goes to the caller alone: neither the cache nor any hook keeps it, so the secret
 * is nowhere but where the caller puts it. The list is asked anew in the background.
 */
export function useCreateApiKey(): (input: CreateApiKeyInput) => Promise<Outcome<CreatedApiKey>> {
  const client = useApolloClient();
  return async (input) => {
    const outcome = await outcomeOf(
      client.mutate({ mutation: CREATE_API_KEY, variables: { input }, fetchPolicy: 'no-cache' }),
    );
    if (!outcome.ok) return outcome;
    client.refetchQueries({ include: [API_KEYS] }).catch(() => {}); // the list shows its own failures
    const { apiKey, secret } = outcome.value.createApiKey;
    return { ok: true, value: { id: apiKey.id, name: apiKey.name, secret } };
  };
}
