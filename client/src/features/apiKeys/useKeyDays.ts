import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { KEY_DAYS } from './apiKeyUsage.graphql';
import { dayPlace, daysInput } from './recentDays';
import { useRecentDays } from './useRecentDays';

/** Tokens of each of the last seven days, oldest first, for each key that was asked about. */
export type KeyDays = ReadonlyMap<string, readonly number[]>;

const SHOWN_DAYS = 7;

/** What the keys of a page used lately, asked with one question. Null while it is on its way, or when it cannot be told. */
export function useKeyDays(ids: readonly string[], zone: string): KeyDays | null {
  const week = useRecentDays(SHOWN_DAYS, zone);
  const input = { ...daysInput(week), groupBy: ['API_KEY' as const], apiKeyIds: [...ids].sort() };
  const { data } = useQuery(KEY_DAYS, {
    variables: { input },
    fetchPolicy: 'cache-and-network',
    skip: ids.length === 0,
  });
  return useMemo(() => {
    if (!data) return null;
    const byKey = new Map(ids.map((id) => [id, new Array<number>(SHOWN_DAYS).fill(0)]));
    for (const { apiKey, bucketStart, usage } of data.usage.rows) {
      const tokens = byKey.get(apiKey?.id ?? '');
      const place = dayPlace(week, bucketStart);
      if (tokens?.[place] !== undefined) tokens[place] += usage.totalTokens;
    }
    return byKey;
  }, [data, ids, week]);
}
