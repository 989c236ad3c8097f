import Alert from '@mui/material/Alert';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ComparedNote } from './ComparedNote';
import { colorOf, seriesColors } from './seriesColors';
import { UsageChartPanel } from './UsageChartPanel';
import { UsageStamp } from './UsageStamp';
import { UsageTablePanel } from './UsageTablePanel';
import { UsageTiles } from './UsageTiles';
import type { UsageQuestion } from './usageQuestion';
import { chartOf } from './usageSeries';
import type { ReadyUsage } from './useUsage';

interface UsageReportViewProps {
  readonly usage: ReadyUsage;
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly providerName: (provider: string) => string;
}

/** Tiles, chart and table, all of one answer. An answer that is being replaced stays, a little paler. */
export function UsageReportView({ usage, question, onAsk, providerName }: UsageReportViewProps) {
  const { t } = useTranslation();
  const { report, frame, asked, before, isRefreshing } = usage;
  const { metric } = question;
  const { by, thenBy } = asked;
  const chart = useMemo(
    () => chartOf({ rows: report.chart.rows, by, thenBy, metric, ...frame }),
    [report, by, thenBy, metric, frame],
  );
  const colors = useMemo(() => seriesColors(chart.series.map(({ id }) => id)), [chart]);
  const color = (id: string) => colorOf(colors, id);
  return (
    <Stack aria-busy={isRefreshing} sx={{ gap: 2.5, position: 'relative', opacity: isRefreshing ? 0.75 : 1 }}>
      {isRefreshing && (
        <LinearProgress aria-hidden sx={{ position: 'absolute', top: -12, left: 0, right: 0, height: 2 }} />
      )}
      <UsageTiles total={report.table.total} before={before?.report.table.total} />
      <ComparedNote usage={usage} metric={metric} isCompared={question.isCompared} />
      <UsageChartPanel
        usage={usage}
        chart={chart}
        question={question}
        onAsk={onAsk}
        colorOf={color}
        providerName={providerName}
      />
      <UsageStamp usage={usage} />
      <UsageTablePanel usage={usage} question={question} onAsk={onAsk} colorOf={color} />
      {report.table.isTruncated && <Alert severity="info">{t('usage.table.truncated')}</Alert>}
    </Stack>
  );
}
