import { useQuery } from '@apollo/client/react';
import { useServerWatch } from '../../lib/useServerWatch';
import { useToday } from '../../lib/useToday';
import { addDays, type CalendarDay, startOfDay } from '../../lib/zonedTime';
import { FIRST_USAGE, FIRST_USAGE_CHANGED } from './apiKeys.graphql';

interface FirstUsage {
  /** What the account used since yesterday; null while nothing came. */
  readonly tokens: number | null;
  /** Models that hold a conversation, in catalogue order. */
  readonly chatModelIds: readonly string[];
}

const ZONE = 'UTC';

/** Whether anything was used yet; asked again whenever the server tells of usage, and when the day turns. */
export function useFirstUsage(): FirstUsage {
  const variables = { input: daysAround(useToday(ZONE)) };
  const asked = useQuery(FIRST_USAGE, { variables, fetchPolicy: 'cache-and-network' });
  const data = asked.data ?? asked.previousData;
  const total = data?.usage.total;
  const hasCome = total !== undefined && total.requests > 0;
  // What goes wrong is asked again with the next change.
  const ask = () => void asked.refetch().catch(() => {});
  useServerWatch(FIRST_USAGE_CHANGED, { isOn: data !== undefined && !hasCome, asksFirst: false }, ask);
  return {
    tokens: hasCome ? total.totalTokens : null,
    chatModelIds: data?.models.map(({ id }) => id) ?? [],
  };
}

/** Yesterday, today, and tomorrow for clocks that go before. */
function daysAround(today: CalendarDay) {
  return {
    from: startOfDay(ZONE, addDays(today, -1)).toISOString(),
    to: startOfDay(ZONE, addDays(today, 2)).toISOString(),
    groupBy: [],
  };
}
