import { useEffect, useState } from 'react';
import { type CalendarDay, dayIn } from './zonedTime';

const LOOK_EVERY_MS = 60_000;

/** The day of the calendar in a zone. A page that stays open over midnight, or in a tab that sleeps, goes on with the next. */
export function useToday(zone: string): CalendarDay {
  const [today, setToday] = useState(() => dayIn(zone, new Date()));
  useEffect(() => {
    const look = () => setToday(dayIn(zone, new Date()));
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [zone]);
  return today;
}
