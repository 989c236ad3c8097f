import { LineChart } from '@mui/x-charts/LineChart';
import { BEFORE, BEFORE_COLOR, type DrawnChart, useChartParts } from './chartParts';

/** Straight lines from value to value: a curve would show what nobody measured. */
export function UsageLineChart(drawn: DrawnChart) {
  const { chart, before, unfinished, nameOf, colorOf, onChoose } = drawn;
  const { frame, timeAxis, seriesValue, beforeName } = useChartParts(drawn);
  const line = {
    curve: 'linear',
    valueFormatter: seriesValue,
    // A single value has no line; the last one may still grow.
    showMark: ({ index }: { index: number }) => chart.bars.length === 1 || index === unfinished,
  } as const;
  return (
    <LineChart
      {...frame}
      xAxis={[{ ...timeAxis, scaleType: 'point' }]}
      slotProps={{ tooltip: { sort: 'desc' } }}
      sx={{ [`& [data-series="${BEFORE}"]`]: { strokeDasharray: '5 4' } }}
      onAxisClick={(_event, data) => data && onChoose(data.dataIndex, null)}
      series={[
        ...chart.series.map((series) => ({
          ...line,
          id: series.id,
          label: nameOf(series),
          data: [...series.values],
          color: colorOf(series.id),
        })),
        ...(before === null
          ? []
          : [{ ...line, id: BEFORE, label: beforeName, data: [...before], color: BEFORE_COLOR }]),
      ]}
    />
  );
}
