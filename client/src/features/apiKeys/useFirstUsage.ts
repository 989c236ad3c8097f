import { useQuery } from '@apollo/client/react';
import type { FirstUsageQuery } from '../../graphql/apiKeys/graphql';
import { useServerWatch } from '../../lib/useServerWatch';
import { useToday } from '../../lib/useToday';
import { addDays, type CalendarDay, startOfDay } from '../../lib/zonedTime';
import { FIRST_USAGE, FIRST_USAGE_CHANGED } from './firstUsage.graphql';

interface FirstUsage {
  /** What the account used since yesterday; null while nothing came. */
  readonly tokens: number | null;
  /** The first model that holds a conversation, of those that the key may call; any other if none does; null while that is not known. */
  readonly modelId: string | null;
}

const ZONE = 'UTC';

/**
 * Whether anything was used yet, and what the key of this id may begin with; asked again whenever the server tells of
 * usage, and when the day turns.
 */
export function useFirstUsage(id: string): FirstUsage {
  const variables = { input: daysAround(useToday(ZONE)), id };
  const asked = useQuery(FIRST_USAGE, { variables, fetchPolicy: 'cache-and-network' });
  const data = asked.data ?? asked.previousData;
  const total = data?.usage.total;
  const hasCome = total !== undefined && total.requests > 0;
  // What goes wrong is asked again with the next change.
  const ask = () => void asked.refetch().catch(() => {});
  useServerWatch(FIRST_USAGE_CHANGED, { isOn: data !== undefined && !hasCome, asksFirst: false }, ask);
  return {
    tokens: hasCome ? total.totalTokens : null,
    modelId: data ? firstModel(data) : null,
  };
}

function firstModel({ apiKey, models }: FirstUsageQuery): string | null {
  const usable = apiKey?.models.filter(({ isAvailable }) => isAvailable) ?? [];
  const chat = new Set(models.map(({ id }) => id));
  return (usable.find(({ id }) => chat.has(id)) ?? usable[0])?.id ?? null;
}

/** Yesterday, today, and tomorrow for clocks that go before. */
function daysAround(today: CalendarDay) {
  return {
    from: startOfDay(ZONE, addDays(today, -1)).toISOString(),
    to: startOfDay(ZONE, addDays(today, 2)).toISOString(),
    groupBy: [],
  };
}
