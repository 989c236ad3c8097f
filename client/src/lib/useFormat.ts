import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatChange,
  formatCompact,
  formatCompactCost,
  formatCost,
  formatCount,
  formatDecimal,
  formatPrice,
  formatShare,
} from './formatNumber';
import {
  formatClock,
  formatDate,
  formatDayRange,
  formatExact,
  formatMinute,
  formatRelative,
  formatTimeRange,
} from './formatTime';
import { localeOf } from './localeOf';

/** All formatting of numbers and times, bound to the language of the screens. */
export function useFormat() {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  return useMemo(
    () => ({
      locale,
      count: (value: number) => formatCount(value, locale),
      decimal: (value: number) => formatDecimal(value, locale),
      compact: (value: number) => formatCompact(value, locale),
      cost: (decimal: string) => formatCost(decimal, locale),
      compactCost: (value: number) => formatCompactCost(value, locale),
      price: (decimal: string) => formatPrice(decimal, locale),
      share: (part: number, whole: number) => formatShare(part, whole, locale),
      change: (share: number) => formatChange(share, locale),
      relative: (at: Date, now = new Date()) => formatRelative(at, now, locale),
      exact: (at: Date, zone: string) => formatExact(at, zone, locale),
      minute: (at: Date, zone: string) => formatMinute(at, zone, locale),
      date: (at: Date, zone: string) => formatDate(at, zone, locale),
      dayRange: (from: Date, to: Date, zone: string) => formatDayRange(from, to, zone, locale),
      timeRange: (from: Date, to: Date, zone: string) => formatTimeRange(from, to, zone, locale),
      clock: (at: Date, zone: string) => formatClock(at, zone, locale),
      list: (items: readonly string[]) => new Intl.ListFormat(locale).format(items),
    }),
    [locale],
  );
}
