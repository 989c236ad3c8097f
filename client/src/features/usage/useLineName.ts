import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { UNKNOWN } from './usageSeries';
import type { LineSubject, UsageApiKey } from './usageTable';

/** What a line of the table is called. A revoked key keeps its name, and says that it is revoked. */
export function useLineName(zone: string): (subject: LineSubject) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    ({ model, apiKey, day }: LineSubject) => {
      if (day !== undefined) return format.date(new Date(day), zone);
      const names = [
        model && (model === UNKNOWN ? t('usage.table.unknownModel') : model.name),
        apiKey && keyName(apiKey),
      ];
      return names.filter((name) => name !== undefined).join(' · ');

      function keyName(key: UsageApiKey | typeof UNKNOWN): string {
        if (key === UNKNOWN) return t('usage.table.unknownKey');
        return key.status === 'REVOKED' ? t('usage.table.revokedKey', { name: key.name }) : key.name;
      }
    },
    [t, format, zone],
  );
}

/** The end of a key, to tell apart two of one name; null for what is no key. */
export function keyHint({ apiKey }: LineSubject): string | null {
  return apiKey === undefined || apiKey === UNKNOWN ? null : `…${apiKey.maskedKey.slice(-4)}`;
}
