import { useTranslation } from 'react-i18next';
import { OTHER, type Series, type SeriesPart } from './usageSeries';

/** What a series is called: its parts, one after the other. */
export function useSeriesName(
  otherCount: number,
  providerName: (provider: string) => string,
): (series: Pick<Series, 'id' | 'parts'>) => string {
  const { t } = useTranslation();
  const partName = ({ dimension, name }: SeriesPart) => {
    if (name !== null) return dimension === 'provider' ? providerName(name) : name;
    return t(dimension === 'key' ? 'usage.table.unknownKey' : 'usage.table.unknownModel');
  };
  return ({ id, parts }) =>
    id === OTHER ? t('usage.chart.other', { count: otherCount }) : parts.map(partName).join(' · ');
}
