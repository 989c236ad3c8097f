import { useTranslation } from 'react-i18next';
import type { UsageApiKey } from './usageTable';

/** What a key is called where its usage stands: a revoked key keeps its name, and says that it is revoked. */
export function useKeyName(): (apiKey: UsageApiKey | null) => string {
  const { t } = useTranslation();
  return (apiKey) => {
    if (apiKey === null) return t('usage.table.unknownKey');
    return apiKey.status === 'REVOKED' ? t('usage.table.revokedKey', { name: apiKey.name }) : apiKey.name;
  };
}
