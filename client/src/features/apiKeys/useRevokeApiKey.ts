import { useApolloClient } from '@apollo/client/react';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { API_KEYS } from './apiKeyList.graphql';
import { REVOKE_API_KEY } from './apiKeyWrite.graphql';
import type { ApiKeyRow } from './useApiKeys';
import { useRevocationStore } from './useRevocations';

/**
 * Stops a key for good. Never shown before the server has said it: a key that only looks revoked is a hole.
 * Revoking a revoked key succeeds, too. The receipt is kept for the list and the key's detail.
 */
export function useRevokeApiKey(): (apiKey: Pick<ApiKeyRow, 'id' | 'name'>) => Promise<Outcome<null>> {
  const client = useApolloClient();
  const revocations = useRevocationStore();
  return async ({ id, name }) => {
    const outcome = await outcomeOf(
      client.mutate({ mutation: REVOKE_API_KEY, variables: { input: { id } } }),
    );
    if (!outcome.ok) return outcome;
    revocations.add([{ id, name, receipt: outcome.value.revokeApiKey.receipt }]);
    client.refetchQueries({ include: [API_KEYS] }).catch(() => {}); // the list shows its own failures
    return { ok: true, value: null };
  };
}
