import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureBoundary } from '../../ui/FailureBoundary';
import { ChartControls } from './ChartControls';
import { ChartLegend } from './ChartLegend';
import { zoomedInto } from './drillDown';
import type { ChartKind, UsageQuestion } from './usageQuestion';
import { barTotals, type Chart, chartOf } from './usageSeries';
import { barInstants } from './usageStep';
import { useChartCaption } from './useChartCaption';
import { useSeriesName } from './useSeriesName';
import type { ReadyUsage } from './useUsage';

const UsageBarChart = lazy(() => import('./UsageBarChart').then((file) => ({ default: file.UsageBarChart })));
const UsageLineChart = lazy(() =>
  import('./UsageLineChart').then((file) => ({ default: file.UsageLineChart })),
);

interface UsageChartPanelProps {
  readonly usage: ReadyUsage;
  readonly chart: Chart;
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly colorOf: (id: string) => string;
  readonly providerName: (provider: string) => string;
}

/** The chart with its legend, and the same in one sentence. */
export function UsageChartPanel(props: UsageChartPanelProps) {
  const { usage, chart, question, onAsk, colorOf, providerName } = props;
  const { t } = useTranslation();
  const captionId = useId();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const { metric, hidden } = question;
  const { frame } = usage;
  const total = usage.report.table.total;
  const caption = useChartCaption({ chart, frame, metric, total });
  const nameOf = useSeriesName(chart.otherCount, providerName);
  const height = isPhone ? 220 : 300;
  const visible = { ...chart, series: chart.series.filter(({ id }) => !hidden.includes(id)) };
  const ChosenChart = question.chart === 'bar' ? UsageBarChart : UsageLineChart;

  function choose(place: number, seriesId: string | null) {
    const bar = chart.bars[place];
    // Five minutes are the finest that there is.
    if (!bar || frame.step === 'FIVE_MINUTES') return;
    const parts = chart.series.find(({ id }) => id === seriesId)?.parts ?? [];
    onAsk(zoomedInto(question, barInstants(frame.step, bar, frame, frame.zone), { zone: frame.zone, parts }));
  }

  return (
    <Paper
      variant="outlined"
      component="figure"
      aria-labelledby={captionId}
      sx={{ m: 0, p: { xs: 1.5, sm: 2 }, minWidth: 0 }}
    >
      <ChartControls question={question} onAsk={onAsk} />
      <FailureBoundary fallback={<Alert severity="warning">{t('usage.chart.failed')}</Alert>}>
        <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
          <Box sx={{ height, minWidth: 0 }}>
            <ChosenChart
              chart={visible}
              before={beforeBars(usage, question)}
              unfinished={unfinishedBar(chart, usage)}
              metric={metric}
              step={frame.step}
              zone={frame.zone}
              nameOf={nameOf}
              colorOf={colorOf}
              height={height}
              onChoose={choose}
            />
          </Box>
        </Suspense>
      </FailureBoundary>
      <ChartLegend
        series={chart.series}
        hidden={hidden}
        nameOf={nameOf}
        colorOf={colorOf}
        onHide={(ids) => onAsk({ hidden: ids })}
      />
      <ChartNotes chart={chart} usage={usage} kind={question.chart} />
      <Typography component="figcaption" id={captionId} variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        {caption}
      </Typography>
      {usage.report.chart.isTruncated && (
        <Alert severity="info" sx={{ mt: 1 }}>
          {t('usage.chart.truncated')}
        </Alert>
      )}
    </Paper>
  );
}

/** What the drawing leaves out or has not got yet. */
function ChartNotes({ chart, usage, kind }: { chart: Chart; usage: ReadyUsage; kind: ChartKind }) {
  const { t } = useTranslation();
  const named = chart.series.length - (chart.otherCount > 0 ? 1 : 0);
  const notes = [
    chart.otherCount > 0 ? t('usage.chart.shown', { shown: named, total: named + chart.otherCount }) : null,
    unfinishedBar(chart, usage) === null ? null : t(`usage.chart.stillCounting.${kind}`),
  ].filter((note) => note !== null);
  return (
    <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
      {notes.join(' · ')}
    </Typography>
  );
}

/** The bar that "now" lies in. */
function unfinishedBar({ bars }: Chart, { frame }: ReadyUsage): number | null {
  if (frame.now >= frame.to || frame.now < frame.from) return null;
  const place = bars.findLastIndex((bar) => bar <= frame.now);
  return place === -1 ? null : place;
}

/** The totals of the period before, laid over bar by bar. */
function beforeBars(
  { before, frame, report }: ReadyUsage,
  { metric }: UsageQuestion,
): readonly number[] | null {
  if (before === null) return null;
  const { step, zone } = frame;
  const chart = chartOf({
    rows: before.report.chart.rows,
    by: 'model',
    metric,
    step,
    zone,
    from: before.from,
    to: before.to,
  });
  const length = chartOf({ rows: report.chart.rows, by: 'model', metric, ...frame }).bars.length;
  const totals = barTotals(chart);
  return Array.from({ length }, (_, place) => totals[place] ?? 0);
}
