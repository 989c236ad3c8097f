import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { barText } from './bucketText';
import type { Metric } from './usageQuestion';
import { barTotals, type Chart } from './usageSeries';
import { STEP_WORDS } from './usageStep';
import { usePeriodText } from './useRangeName';
import type { UsageFrame, UsageNumbers } from './useUsage';

interface ChartFacts {
  readonly chart: Chart;
  readonly frame: UsageFrame;
  readonly metric: Metric;
  /** The server's own sum, which the bars add up to. */
  readonly total: UsageNumbers;
}

/** The chart as a sentence, made from its numbers. */
export function useChartCaption({ chart, frame, metric, total }: ChartFacts): string {
  const { t } = useTranslation();
  const format = useFormat();
  const periodText = usePeriodText();
  const { step, zone, from, to } = frame;
  const text = (value: number) => (metric === 'cost' ? format.cost(String(value)) : format.compact(value));
  const totals = barTotals(chart);
  const peak = Math.max(0, ...totals);
  const peakBar = chart.bars[totals.indexOf(peak)] ?? from;
  return t(`usage.chart.caption.${metric}.${STEP_WORDS[step]}`, {
    range: periodText({ from, to }, zone),
    total: totalText(),
    peak: text(peak),
    when: barText(peakBar, step, zone, format.locale),
  });

  function totalText(): string {
    if (metric === 'cost') return total.cost === null ? t('state.unknown') : format.cost(total.cost);
    return format.compact(metric === 'tokens' ? total.totalTokens : total.requests);
  }
}
