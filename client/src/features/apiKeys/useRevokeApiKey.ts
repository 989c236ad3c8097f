import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { RevokeApiKeyMutation } from '../../graphql/apiKeys/graphql';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { API_KEY_TOKENS, API_KEYS, REVOKE_API_KEY } from './apiKeys.graphql';

export type RevocationReceipt = RevokeApiKeyMutation['revokeApiKey']['receipt'];

/** What the key used in the last seven days; null while or when that cannot be told, which stops nobody. */
export function useTokensLastWeek(id: string): number | null {
  const [input] = useState(() => {
    const { from, to } = rollingRange(new Date(), 7 * DAY_MS);
    return { from: from.toISOString(), to: to.toISOString(), apiKeyIds: [id] };
  });
  const { data } = useQuery(API_KEY_TOKENS, { variables: { input } });
  return data?.usage.total.totalTokens ?? null;
}

/**
 * Stops a key for good. Never shown before the server has said it: a key that only looks revoked is a hole.
 * Revoking a revoked key succeeds, too.
 */
export function useRevokeApiKey(): (id: string) => Promise<Outcome<RevocationReceipt>> {
  const client = useApolloClient();
  return async (id) => {
    const outcome = await outcomeOf(
      client.mutate({ mutation: REVOKE_API_KEY, variables: { input: { id } } }),
    );
    if (!outcome.ok) return outcome;
    client.refetchQueries({ include: [API_KEYS] }).catch(() => {}); // the list shows its own failures
    return { ok: true, value: outcome.value.revokeApiKey.receipt };
  };
}
