import { BarChart } from '@mui/x-charts/BarChart';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { axisText, barText, isMidnight } from './bucketText';
import type { Metric } from './usageQuestion';
import type { Chart } from './usageSeries';
import type { Step } from './usageStep';

interface UsageChartProps {
  readonly chart: Chart;
  readonly metric: Metric;
  readonly step: Step;
  readonly zone: string;
  readonly nameOf: (id: string, name: string | null) => string;
  readonly colorOf: (id: string) => string;
  readonly height: number;
}

/** Stacked bars. Its own file to load: charts are half of what this page weighs. It never moves. */
export function UsageChart({ chart, metric, step, zone, nameOf, colorOf, height }: UsageChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { locale } = format;
  const axisValue = (value: number) =>
    metric === 'cost' ? format.compactCost(value) : format.compact(value);
  const exactValue = (value: number) =>
    metric === 'cost' ? format.cost(String(value)) : format.count(value);
  const hasManyHours = step === 'HOUR' && chart.bars.length > 48;
  return (
    <BarChart
      height={height}
      skipAnimation
      hideLegend
      localeText={{ noData: t('usage.chart.allHidden'), loading: t('state.loading') }}
      grid={{ horizontal: true }}
      margin={{ top: 12, right: 4, bottom: 0, left: 0 }}
      borderRadius={2}
      xAxis={[
        {
          id: 'time',
          scaleType: 'band',
          categoryGapRatio: 0.25,
          data: chart.bars,
          valueFormatter: (bar: Date, context) =>
            context.location === 'tick'
              ? axisText(bar, step, zone, locale)
              : barText(bar, step, zone, locale),
          // Many hours are told apart by their days.
          ...(hasManyHours ? { tickInterval: (bar: Date) => isMidnight(bar, zone) } : {}),
          disableLine: true,
          disableTicks: true,
        },
      ]}
      slotProps={{ tooltip: { sort: 'desc' } }}
      yAxis={[
        {
          width: 56,
          valueFormatter: axisValue,
          disableLine: true,
          disableTicks: true,
          tickNumber: 4,
          min: 0,
        },
      ]}
      series={chart.series.map((series) => ({
        id: series.id,
        label: nameOf(series.id, series.name),
        data: series.values,
        color: colorOf(series.id),
        stack: 'usage',
        // Nothing used says nothing in the tooltip.
        valueFormatter: (value: number | null) => (value ? exactValue(value) : null),
      }))}
    />
  );
}
