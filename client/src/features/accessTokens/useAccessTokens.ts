import { useApolloClient, useQuery } from '@apollo/client/react';
import type { AccessTokensQuery, CreateAccessTokenInput } from '../../graphql/accessTokens/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { type Outcome, outcomeOf } from '../../lib/outcome';
import { ACCESS_TOKENS, CREATE_ACCESS_TOKEN, REVOKE_ACCESS_TOKEN } from './accessTokens.graphql';

export type AccessToken = AccessTokensQuery['accessTokens'][number];

export type AccessTokensState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | { status: 'ready'; tokens: readonly AccessToken[] };

/** The account's tokens, newest first, asked anew each time: another member may have made or revoked one. */
export function useAccessTokens(): AccessTokensState {
  const { data, error, loading, refetch } = useQuery(ACCESS_TOKENS, { fetchPolicy: 'cache-and-network' });
  // What goes wrong while asking again shows up as the next state, so the promise itself needs no answer.
  const retry = () => void refetch().catch(() => {});
  if (error && !loading) return { status: 'failed', failure: failureOf(error), retry };
  return data ? { status: 'ready', tokens: data.accessTokens } : { status: 'loading' };
}

/** A new token with its secret. Whoever holds this must show it and let it go: it cannot be asked for again. */
export interface CreatedAccessToken {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/** Makes a token. Neither the cache nor any hook keeps the answer. */
export function useCreateAccessToken(): (
  input: CreateAccessTokenInput,
) => Promise<Outcome<CreatedAccessToken>> {
  const client = useApolloClient();
  return async (input) => {
    const outcome = await outcomeOf(
      client.mutate({ mutation: CREATE_ACCESS_TOKEN, variables: { input }, fetchPolicy: 'no-cache' }),
    );
    if (!outcome.ok) return outcome;
    client.refetchQueries({ include: [ACCESS_TOKENS] }).catch(() => {}); // the list shows its own failures
    const { accessToken, secret } = outcome.value.createAccessToken;
    return { ok: true, value: { id: accessToken.id, name: accessToken.name, secret } };
  };
}

/** Stops a token for good. Never shown before the server has said it. */
export function useRevokeAccessToken(): (id: string) => Promise<Outcome<string>> {
  const client = useApolloClient();
  return async (id) => {
    const outcome = await outcomeOf(
      client.mutate({ mutation: REVOKE_ACCESS_TOKEN, variables: { input: { id } } }),
    );
    if (!outcome.ok) return outcome;
    await client.refetchQueries({ include: [ACCESS_TOKENS] }).catch(() => {}); // as above
    return { ok: true, value: outcome.value.revokeAccessToken.id };
  };
}
