import Alert from '@mui/material/Alert';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { colorOf, seriesColors } from './seriesColors';
import { UsageCards } from './UsageCards';
import { UsageChartPanel } from './UsageChartPanel';
import { UsageTable } from './UsageTable';
import { UsageTiles } from './UsageTiles';
import type { UsageQuestion } from './usageQuestion';
import { chartOf } from './usageSeries';
import type { ReadyUsage } from './useUsage';

interface UsageReportViewProps {
  readonly usage: ReadyUsage;
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** Tiles, chart and table, all of one answer. An answer that is being replaced stays, a little paler. */
export function UsageReportView({ usage, question, onAsk }: UsageReportViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const { report, frame, by, isRefreshing } = usage;
  const { metric, sort } = question;
  const chart = useMemo(
    () =>
      chartOf({
        rows: report.chart.rows,
        by,
        metric,
        step: frame.step,
        zone: frame.zone,
        from: frame.from,
        to: frame.to,
      }),
    [report, by, metric, frame],
  );
  const colors = useMemo(() => seriesColors(chart.series.map(({ id }) => id)), [chart]);
  const color = (id: string) => colorOf(colors, id);
  return (
    <Stack aria-busy={isRefreshing} sx={{ gap: 2.5, position: 'relative' }}>
      {isRefreshing && (
        <LinearProgress aria-hidden sx={{ position: 'absolute', top: -12, left: 0, right: 0, height: 2 }} />
      )}
      <UsageTiles total={report.table.total} />
      <UsageChartPanel usage={usage} chart={chart} question={question} onAsk={onAsk} colorOf={color} />
      {isPhone ? (
        <UsageCards report={report} sort={sort} />
      ) : (
        <UsageTable
          report={report}
          sort={sort}
          onSort={(next) => onAsk({ sort: next })}
          by={by}
          colorOf={color}
        />
      )}
      {report.table.isTruncated && <Alert severity="info">{t('usage.table.truncated')}</Alert>}
      <Typography variant="body2" color="textSecondary">
        {t('usage.dataUpTo', { time: format.exact(new Date(report.table.dataUpTo), frame.zone) })}
      </Typography>
    </Stack>
  );
}
