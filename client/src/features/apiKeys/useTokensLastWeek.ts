import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { API_KEY_TOKENS } from './apiKeyImpact.graphql';

/** What the key used in the last seven days; null while or when that cannot be told, which stops nobody. */
export function useTokensLastWeek(id: string): number | null {
  const [input] = useState(() => {
    const { from, to } = rollingRange(new Date(), 7 * DAY_MS);
    return { from: from.toISOString(), to: to.toISOString(), apiKeyIds: [id] };
  });
  const { data } = useQuery(API_KEY_TOKENS, { variables: { input } });
  return data?.usage.total.totalTokens ?? null;
}
