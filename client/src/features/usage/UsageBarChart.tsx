import { BarChart } from '@mui/x-charts/BarChart';
import { useId, useRef } from 'react';
import { BEFORE, BEFORE_COLOR, type DrawnChart, useChartParts } from './chartParts';

/** Stacked bars. Its own file to load: charts are half of what this page weighs. */
export function UsageBarChart(drawn: DrawnChart) {
  const { chart, before, unfinished, nameOf, colorOf, onChoose } = drawn;
  const { frame, timeAxis, seriesValue, beforeName } = useChartParts(drawn);
  const hatchId = useId();
  const choose = useOneChoice(onChoose);
  return (
    <BarChart
      {...frame}
      borderRadius={2}
      xAxis={[{ ...timeAxis, scaleType: 'band', categoryGapRatio: 0.25 }]}
      slotProps={{
        tooltip: { sort: 'desc' },
        bar: ({ seriesId, dataIndex }) => {
          if (seriesId === BEFORE) return { fill: BEFORE_COLOR, fillOpacity: 0.15, stroke: BEFORE_COLOR };
          return dataIndex === unfinished ? { mask: `url(#${hatchId})` } : {};
        },
      }}
      onItemClick={(_event, { seriesId, dataIndex }) =>
        choose(dataIndex, seriesId === BEFORE ? null : String(seriesId))
      }
      onAxisClick={(_event, data) => data && choose(data.dataIndex, null)}
      series={[
        ...chart.series.map((series) => ({
          id: series.id,
          label: nameOf(series),
          data: [...series.values],
          color: colorOf(series.id),
          stack: 'usage',
          valueFormatter: seriesValue,
        })),
        ...(before === null
          ? []
          : [
              {
                id: BEFORE,
                label: beforeName,
                data: [...before],
                color: BEFORE_COLOR,
                valueFormatter: seriesValue,
              },
            ]),
      ]}
    >
      <Hatch id={hatchId} />
    </BarChart>
  );
}

/** Lets every other stripe of what it is laid over fade: a bar that is still counting. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-stripes`}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="7" height="7" fill="#555" />
        <rect width="4" height="7" fill="#fff" />
      </pattern>
      <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width="100%" height="100%">
        <rect width="100%" height="100%" fill={`url(#${id}-stripes)`} />
      </mask>
    </defs>
  );
}

/** A click on a bar is told twice, once with its series: the one that knows more counts. */
function useOneChoice(onChoose: DrawnChart['onChoose']): DrawnChart['onChoose'] {
  const waiting = useRef<string | null | undefined>(undefined);
  return (bar, seriesId) => {
    if (waiting.current === undefined) {
      queueMicrotask(() => {
        const hit = waiting.current ?? null;
        waiting.current = undefined;
        onChoose(bar, hit);
      });
    }
    waiting.current = seriesId ?? waiting.current ?? null;
  };
}
