import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { API_KEYS_IMPACT } from './apiKeyImpact.graphql';

/** What a key did lately. */
export interface KeyImpactNumbers {
  readonly requestsLastDay: number;
  readonly tokensLastWeek: number;
}

/** What many keys did lately, at most 100, asked with one question. Null while or when that cannot be told, which stops nobody. */
export function useKeysImpact(ids: readonly string[]): ((id: string) => KeyImpactNumbers) | null {
  const [input] = useState(() => ({ day: lastDays(1, ids), week: lastDays(7, ids) }));
  const { data } = useQuery(API_KEYS_IMPACT, { variables: input, fetchPolicy: 'no-cache' });
  if (!data) return null;
  const requests = new Map(data.day.rows.map(({ apiKey, usage }) => [apiKey?.id, usage.requests]));
  const tokens = new Map(data.week.rows.map(({ apiKey, usage }) => [apiKey?.id, usage.totalTokens]));
  return (id) => ({ requestsLastDay: requests.get(id) ?? 0, tokensLastWeek: tokens.get(id) ?? 0 });
}

function lastDays(days: number, ids: readonly string[]) {
  const { from, to } = rollingRange(new Date(), days * DAY_MS);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    groupBy: ['API_KEY' as const],
    apiKeyIds: [...ids],
  };
}
