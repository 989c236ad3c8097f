import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { UsageChange } from './usageChange';

/** A change as the table writes it: "+12 %", "new", "0 %", "—". */
export function useChangeText(): (change: UsageChange) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    (change: UsageChange) => {
      switch (change.kind) {
        case 'unknown':
          return t('state.unknown');
        case 'new':
          return t('usage.compare.new');
        case 'same':
          return format.change(0);
        case 'changed':
          return format.change(change.share);
      }
    },
    [t, format],
  );
}
