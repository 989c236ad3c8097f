import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { axisText, barText, isMidnight } from './bucketText';
import type { Metric } from './usageQuestion';
import { barTotals, type Chart, type Series } from './usageSeries';
import type { Step } from './usageStep';

/** The id of the series of the period before. */
export const BEFORE = 'before';
export const BEFORE_COLOR = '#7d8595';

/** What the bars and the lines draw. */
export interface DrawnChart {
  readonly chart: Chart;
  /** Totals of the period before, bar by bar; null when it is not compared. */
  readonly before: readonly number[] | null;
  /** The bar that is still counting; null when there is none. */
  readonly unfinished: number | null;
  readonly metric: Metric;
  readonly step: Step;
  readonly zone: string;
  readonly nameOf: (series: Series) => string;
  readonly colorOf: (id: string) => string;
  readonly height: number;
  /** A bar was chosen, by pointer or Enter; with the series that was hit, if one was. */
  readonly onChoose: (bar: number, seriesId: string | null) => void;
}

/** Axes, margins and texts that both forms of the chart share. It never moves. */
export function useChartParts({ chart, metric, step, zone, height }: DrawnChart) {
  const { t } = useTranslation();
  const format = useFormat();
  const { locale } = format;
  const exact = (value: number) => (metric === 'cost' ? format.cost(String(value)) : format.count(value));
  const axisValue = (value: number) =>
    metric === 'cost' ? format.compactCost(value) : format.compact(value);
  const hasManyHours = (step === 'HOUR' || step === 'FIVE_MINUTES') && chart.bars.length > 48;
  const totals = barTotals(chart);
  const places = new Map(chart.bars.map((bar, place) => [bar.getTime(), place]));
  const withTotal = (bar: Date) => {
    const total = totals[places.get(bar.getTime()) ?? -1] ?? 0;
    return t('usage.chart.barTotal', { when: barText(bar, step, zone, locale), total: exact(total) });
  };
  return {
    exact,
    frame: {
      height,
      skipAnimation: true,
      hideLegend: true,
      localeText: { noData: t('usage.chart.allHidden'), loading: t('state.loading') },
      grid: { horizontal: true },
      margin: { top: 12, right: 8, bottom: 0, left: 0 },
      experimentalFeatures: { keyboardActivation: true },
      yAxis: [
        {
          width: 56,
          valueFormatter: axisValue,
          disableLine: true,
          disableTicks: true,
          tickNumber: 4,
          min: 0,
        },
      ],
    },
    timeAxis: {
      id: 'time',
      data: [...chart.bars],
      valueFormatter: (bar: Date, context: { readonly location: string }) =>
        context.location === 'tick' ? axisText(bar, step, zone, locale) : withTotal(bar),
      // Many hours are told apart by their days.
      ...(hasManyHours ? { tickInterval: (bar: Date) => isMidnight(bar, zone) } : {}),
      disableLine: true,
      disableTicks: true,
    },
    // Nothing used says nothing in the tooltip.
    seriesValue: (value: number | null) => (value ? exact(value) : null),
    beforeName: t('usage.compare.before'),
  };
}
