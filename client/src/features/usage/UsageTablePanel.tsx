import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { narrowedTo, zoomedInto } from './drillDown';
import { matchingLines } from './tableRows';
import { UsageCards } from './UsageCards';
import { UsageTable } from './UsageTable';
import { TABLE_LAYOUTS, type UsageQuestion } from './usageQuestion';
import { UNKNOWN } from './usageSeries';
import { barInstants } from './usageStep';
import { type LineSubject, sortedLines, usageLines } from './usageTable';
import { useLineName } from './useLineName';
import type { ReadyUsage } from './useUsage';

interface UsageTablePanelProps {
  readonly usage: ReadyUsage;
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly colorOf: (id: string) => string;
}

/** The table with its layout and its search; on a phone the same as cards. */
export function UsageTablePanel({ usage, question, onAsk, colorOf }: UsageTablePanelProps) {
  const { t } = useTranslation();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const [search, setSearch] = useState('');
  const { report, frame, asked, before } = usage;
  const { layout } = asked;
  const nameOf = useLineName(frame.zone);
  const lines = useMemo(
    () => usageLines(report, before?.report ?? null, layout),
    [report, before?.report, layout],
  );
  const sorted = useMemo(() => sortedLines(lines, layout, question.sort), [lines, layout, question.sort]);
  const wanted = useDeferredValue(search);
  const shown = useMemo(() => matchingLines(sorted, wanted, nameOf), [sorted, wanted, nameOf]);
  // Days are not told apart by their place in two periods.
  const isCompared = question.isCompared && before !== null && layout !== 'day';

  function narrow({ model, apiKey, day }: LineSubject) {
    if (day !== undefined) {
      const bar = barInstants('DAY', new Date(day), frame, frame.zone);
      onAsk(zoomedInto(question, bar, { zone: frame.zone, parts: [] }));
      return;
    }
    const parts = [
      ...(model === undefined || model === UNKNOWN ? [] : [{ dimension: 'model', id: model.id } as const]),
      ...(apiKey === undefined || apiKey === UNKNOWN ? [] : [{ dimension: 'key', id: apiKey.id } as const]),
    ];
    onAsk(narrowedTo(parts));
  }

  /** Only a line about exactly what the chart is split by has a colour there. */
  function color({ model, apiKey }: LineSubject): string | null {
    if (asked.thenBy !== null) return null;
    if (asked.by === 'model' && apiKey === undefined)
      return model === undefined ? null : colorOf(idOf(model));
    if (asked.by === 'key' && model === undefined) return apiKey === undefined ? null : colorOf(idOf(apiKey));
    return null;
  }

  const table = { lines: shown, whole: report.table.total, zone: frame.zone };
  return (
    <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', p: 2, pb: 1.5 }}>
        <Typography variant="h2" sx={{ flex: '1 1 12rem' }}>
          {t(`usage.table.title.${layout}`)}
        </Typography>
        <TextField
          type="search"
          placeholder={t('usage.table.filter')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          slotProps={{ htmlInput: { 'aria-label': t('usage.table.filter'), maxLength: 100 } }}
        />
        <TextField
          select
          label={t('usage.table.group')}
          value={question.layout}
          onChange={({ target }) => {
            const next = TABLE_LAYOUTS.find((option) => option === target.value);
            if (next) onAsk({ layout: next, sort: null });
          }}
          sx={{ minWidth: 150 }}
        >
          {TABLE_LAYOUTS.map((option) => (
            <MenuItem key={option} value={option}>
              {t(`usage.table.layout.${option}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {isPhone ? (
        <UsageCards {...table} title={t(`usage.table.title.${layout}`)} />
      ) : (
        <UsageTable
          {...table}
          before={isCompared ? before.report.table.total : undefined}
          question={{ layout, sort: question.sort }}
          onSort={(sort) => onAsk({ sort })}
          onNarrow={narrow}
          colorOf={color}
        />
      )}
    </Paper>
  );
}

function idOf(part: { readonly id: string } | typeof UNKNOWN): string {
  return part === UNKNOWN ? UNKNOWN : part.id;
}
