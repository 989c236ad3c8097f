import { useMemo } from 'react';
import { useToday } from '../../lib/useToday';
import { browserTimeZone } from '../../lib/zonedTime';
import { type RecentDays, recentDays } from './recentDays';

/** Whole days up to and with today, in the browser's zone; at midnight a page that stays open goes on to the next day. */
export function useRecentDays(count: number): RecentDays {
  const zone = browserTimeZone();
  const today = useToday(zone);
  return useMemo(() => recentDays(count, zone, today), [count, zone, today]);
}
