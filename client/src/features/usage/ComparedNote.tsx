import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { forecastOf } from './forecast';
import type { Metric } from './usageQuestion';
import { metricValue } from './usageSeries';
import { usePeriodText } from './useRangeName';
import type { ReadyUsage } from './useUsage';

interface ComparedNoteProps {
  readonly usage: ReadyUsage;
  readonly metric: Metric;
  readonly isCompared: boolean;
}

/** What the numbers are compared with, and what they may come to: the one is exact, the other an estimate. */
export function ComparedNote({ usage, metric, isCompared }: ComparedNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const periodText = usePeriodText();
  const { report, frame, before } = usage;
  const { zone } = frame;
  const forecast = forecastOf(metricValue(metric, report.table.total), frame, frame.now);
  const lines = [
    isCompared && before ? t('usage.compare.with', { period: periodText(before, zone) }) : null,
    forecast === null
      ? null
      : t(`usage.forecast.${metric}`, {
          amount:
            metric === 'cost'
              ? format.cost(forecast.toFixed(2))
              : format.compact(Number(forecast.toPrecision(2))),
          when: format.date(new Date(frame.to.getTime() - 1), zone),
        }),
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <Typography variant="body2" color="textSecondary">
      {lines.join(' ')}
    </Typography>
  );
}
