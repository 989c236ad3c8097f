import { useApolloClient } from '@apollo/client/react';
import { type Failure, failureCode } from '../../lib/failure';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { API_KEYS } from './apiKeyList.graphql';
import { REVOKE_API_KEYS } from './apiKeyWrite.graphql';
import type { RevocationReceipt } from './revocations';
import type { SelectedKey } from './useKeySelection';
import { useRevocationStore } from './useRevocations';

/** What became of one key of many. */
export type RevokeResult =
  | { readonly kind: 'revoked'; readonly key: SelectedKey; readonly receipt: RevocationReceipt }
  | { readonly kind: 'refused'; readonly key: SelectedKey; readonly failure: Failure };

/**
 * Stops up to 100 keys, each for itself: one that is refused does not keep the others alive. Results in the order of the
 * keys. Never shown before the server has said it; the receipts are kept for the list and the keys' details.
 */
export function useRevokeApiKeys(): (
  keys: readonly SelectedKey[],
) => Promise<Outcome<readonly RevokeResult[]>> {
  const client = useApolloClient();
  const revocations = useRevocationStore();
  return async (keys) => {
    const outcome = await outcomeOf(
      client.mutate({
        mutation: REVOKE_API_KEYS,
        variables: { input: { ids: keys.map(({ id }) => id) } },
      }),
    );
    client.refetchQueries({ include: [API_KEYS] }).catch(() => {}); // the list shows its own failures
    if (!outcome.ok) return outcome;
    const said = new Map(outcome.value.revokeApiKeys.results.map((result) => [result.id, result]));
    const results = keys.map((key): RevokeResult => {
      const { receipt, errorCode } = said.get(key.id) ?? {};
      if (receipt) return { kind: 'revoked', key, receipt };
      const failure = {
        kind: 'refused',
        code: failureCode(errorCode),
        field: null,
        requestId: null,
      } as const;
      return { kind: 'refused', key, failure };
    });
    revocations.add(
      results.flatMap((result) =>
        result.kind === 'revoked'
          ? [{ id: result.key.id, name: result.key.name, receipt: result.receipt }]
          : [],
      ),
    );
    return { ok: true, value: results };
  };
}
