import { useQuery } from '@apollo/client/react';
import { KEY_TOKENS } from './apiKeyUsage.graphql';
import { daysInput } from './recentDays';
import { useRecentDays } from './useRecentDays';

/** Tokens of the last thirty days of each key that was asked about; keys that used none are not in it. */
export type KeyTokens = ReadonlyMap<string, number>;

interface KeyTokensAsk {
  readonly ids: readonly string[];
  /** The account's: the server orders the list by the same days. */
  readonly zone: string;
  readonly isShown: boolean;
}

/** Asked with one question, and only where it is shown. Null while it is on its way, or when it cannot be told. */
export function useKeyTokens({ ids, zone, isShown }: KeyTokensAsk): KeyTokens | null {
  const month = useRecentDays(30, zone);
  const input = {
    ...daysInput(month),
    granularity: 'TOTAL' as const,
    groupBy: ['API_KEY' as const],
    apiKeyIds: [...ids].sort(),
  };
  const { data } = useQuery(KEY_TOKENS, {
    variables: { input },
    fetchPolicy: 'cache-and-network',
    skip: !isShown || ids.length === 0,
  });
  return data
    ? new Map(data.usage.rows.map(({ apiKey, usage }) => [apiKey?.id ?? '', usage.totalTokens]))
    : null;
}
