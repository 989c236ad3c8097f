import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { API_KEYS_IMPACT } from './apiKeyImpact.graphql';
import { daysInput } from './recentDays';
import { useRecentDays } from './useRecentDays';

/** What a key did lately. */
export interface KeyImpactNumbers {
  /** Of the last 24 hours. */
  readonly requestsLastDay: number;
  /** Of the same seven days of the account's zone as the list shows. */
  readonly tokensLastWeek: number;
}

/** What many keys did lately, at most 100, asked with one question. Null while or when that cannot be told, which stops nobody. */
export function useKeysImpact(
  ids: readonly string[],
  zone: string,
): ((id: string) => KeyImpactNumbers) | null {
  const [lastDay] = useState(() => {
    const { from, to } = rollingRange(new Date(), DAY_MS);
    return { from: from.toISOString(), to: to.toISOString() };
  });
  const lastWeek = { ...daysInput(useRecentDays(7, zone)), granularity: 'TOTAL' as const };
  const each = { groupBy: ['API_KEY' as const], apiKeyIds: [...ids] };
  const variables = { day: { ...lastDay, ...each }, week: { ...lastWeek, ...each } };
  const asked = useQuery(API_KEYS_IMPACT, { variables, fetchPolicy: 'no-cache' });
  // At midnight the week moves on: until its numbers are here, those of the day before stay.
  const data = asked.data ?? asked.previousData;
  if (!data) return null;
  const requests = new Map(data.day.rows.map(({ apiKey, usage }) => [apiKey?.id, usage.requests]));
  const tokens = new Map(data.week.rows.map(({ apiKey, usage }) => [apiKey?.id, usage.totalTokens]));
  return (id) => ({ requestsLastDay: requests.get(id) ?? 0, tokensLastWeek: tokens.get(id) ?? 0 });
}
