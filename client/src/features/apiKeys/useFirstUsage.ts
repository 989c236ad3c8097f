import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useServerWatch } from '../../lib/useServerWatch';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { FIRST_USAGE, FIRST_USAGE_CHANGED } from './apiKeys.graphql';

interface FirstUsage {
  /** What the account used since yesterday; null while nothing came. */
  readonly tokens: number | null;
  /** Models that hold a conversation, in catalogue order. */
  readonly chatModelIds: readonly string[];
}

/** Whether anything was used yet; asked again whenever the server tells of usage. */
export function useFirstUsage(): FirstUsage {
  const [input] = useState(() => {
    // One slot further than now: the page may stay open for a while.
    const { from, to } = rollingRange(new Date(Date.now() + DAY_MS), 2 * DAY_MS);
    return { from: from.toISOString(), to: to.toISOString(), groupBy: [] };
  });
  const { data, refetch } = useQuery(FIRST_USAGE, { variables: { input }, fetchPolicy: 'cache-and-network' });
  const total = data?.usage.total;
  const hasCome = total !== undefined && total.requests > 0;
  // What goes wrong is asked again with the next change.
  const ask = () => void refetch().catch(() => {});
  useServerWatch(FIRST_USAGE_CHANGED, { isOn: data !== undefined && !hasCome, asksFirst: false }, ask);
  return {
    tokens: hasCome ? total.totalTokens : null,
    chatModelIds: data?.models.map(({ id }) => id) ?? [],
  };
}
