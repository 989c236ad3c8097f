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
import type { UsageQuestion } from './usageQuestion';
import { type Chart, OTHER } from './usageSeries';
import { useChartCaption } from './useChartCaption';
import type { ReadyUsage } from './useUsage';

const UsageChart = lazy(() => import('./UsageChart').then((file) => ({ default: file.UsageChart })));

interface UsageChartPanelProps {
  readonly usage: ReadyUsage;
  readonly chart: Chart;
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly colorOf: (id: string) => string;
}

/** The bars with their legend, and the same in one sentence. */
export function UsageChartPanel({ usage, chart, question, onAsk, colorOf }: UsageChartPanelProps) {
  const { t } = useTranslation();
  const captionId = useId();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const caption = useChartCaption({
    chart,
    frame: usage.frame,
    metric: question.metric,
    total: usage.report.table.total,
  });
  const height = isPhone ? 220 : 300;
  const { metric, hidden } = question;
  const { step, zone } = usage.frame;

  function nameOf(id: string, name: string | null): string {
    if (id === OTHER) return t('usage.chart.other', { count: chart.otherCount });
    return name ?? t(usage.by === 'model' ? 'usage.table.unknownModel' : 'usage.table.unknownKey');
  }

  const visible = { ...chart, series: chart.series.filter(({ id }) => !hidden.includes(id)) };
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
            <UsageChart
              chart={visible}
              metric={metric}
              step={step}
              zone={zone}
              nameOf={nameOf}
              colorOf={colorOf}
              height={height}
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
      <Typography
        component="figcaption"
        id={captionId}
        variant="body2"
        color="textSecondary"
        sx={{ mt: 1.5 }}
      >
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
