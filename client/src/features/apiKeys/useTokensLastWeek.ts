import { useQuery } from '@apollo/client/react';
import { API_KEY_TOKENS } from './apiKeyImpact.graphql';
import { daysInput } from './recentDays';
import { useRecentDays } from './useRecentDays';

/**
 * What the key used in the same seven days of the account's zone as the list shows; null while or when that cannot be told,
 * which stops nobody.
 */
export function useTokensLastWeek(id: string, zone: string): number | null {
  const week = daysInput(useRecentDays(7, zone));
  const input = { ...week, granularity: 'TOTAL' as const, apiKeyIds: [id] };
  const { data } = useQuery(API_KEY_TOKENS, { variables: { input } });
  return data?.usage.total.totalTokens ?? null;
}
