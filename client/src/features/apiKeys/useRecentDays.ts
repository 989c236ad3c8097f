import { useMemo } from 'react';
import { useToday } from '../../lib/useToday';
import { type RecentDays, recentDays } from './recentDays';

/** Whole days of a zone up to and with today; at midnight a page that stays open goes on to the next day. */
export function useRecentDays(count: number, zone: string): RecentDays {
  const today = useToday(zone);
  return useMemo(() => recentDays(count, zone, today), [count, zone, today]);
}
