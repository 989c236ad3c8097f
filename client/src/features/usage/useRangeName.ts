import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { DAY_MS, dayIn, startOfDay } from '../../lib/zonedTime';
import { type Instants, instantsOf, type UsageRange } from './usageRange';

/** What a range is called: by its preset, else by its time. */
export function useRangeName(zone: string): (range: UsageRange) => string {
  const { t } = useTranslation();
  const periodText = usePeriodText();
  return (range) =>
    range.kind === 'preset'
      ? t(`usage.range.${range.preset}`)
      : periodText(instantsOf(range, zone, new Date()), zone);
}

/** A period in words: "25 May – 23 Jun 2026", and with times where it is shorter than a day or not of whole days. */
export function usePeriodText(): (instants: Instants, zone: string) => string {
  const format = useFormat();
  return ({ from, to }, zone) => {
    const isMidnight = (at: Date) => startOfDay(zone, dayIn(zone, at)).getTime() === at.getTime();
    const isOfDays = isMidnight(from) && (isMidnight(to) || to.getTime() - from.getTime() > 2 * DAY_MS);
    return isOfDays
      ? format.dayRange(from, new Date(to.getTime() - 1), zone)
      : format.timeRange(from, to, zone);
  };
}
