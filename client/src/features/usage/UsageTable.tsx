import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UsageTableHead } from './UsageTableHead';
import { KeyRow, ModelRow, TotalRow } from './UsageTableRows';
import type { Dimension } from './usageQuestion';
import type { UsageSort } from './usageSort';
import { modelsWithKeys } from './usageTable';
import type { UsageReport } from './useUsage';

/** More models than this are rarely looked for one by one. */
const SHOWN_AT_FIRST = 50;

interface UsageTableProps {
  readonly report: UsageReport;
  readonly sort: UsageSort;
  readonly onSort: (sort: UsageSort) => void;
  /** What the chart is split by, and the colour that each has there. */
  readonly by: Dimension;
  readonly colorOf: (id: string) => string;
}

/** What each model and each key has used. It is also the chart in words, so it is never hidden. */
export function UsageTable({ report, sort, onSort, by, colorOf }: UsageTableProps) {
  const { t } = useTranslation();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const models = modelsWithKeys(report, sort);
  const shown = isWhole ? models : models.slice(0, SHOWN_AT_FIRST);
  const whole = report.table.total;

  function toggle(id: string) {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  }

  return (
    <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
      <Box role="region" aria-label={t('usage.table.scroll')} tabIndex={0} sx={{ overflowX: 'auto' }}>
        <Table size="small" sx={{ minWidth: 640, '& caption': CAPTION }}>
          <caption>{t('usage.table.title')}</caption>
          <UsageTableHead sort={sort} onSort={onSort} />
          <TableBody>
            {shown.map((model) => {
              const isOpen = !folded.has(model.id);
              return (
                <Fragment key={model.id}>
                  <ModelRow
                    model={model}
                    whole={whole}
                    color={by === 'model' ? colorOf(model.id) : null}
                    isOpen={isOpen}
                    onToggle={() => toggle(model.id)}
                  />
                  {isOpen &&
                    model.keys.map((key) => (
                      <KeyRow
                        key={key.id}
                        entry={key}
                        whole={whole}
                        color={by === 'key' ? colorOf(key.id) : null}
                      />
                    ))}
                </Fragment>
              );
            })}
          </TableBody>
          <TableBody component="tfoot">
            <TotalRow whole={whole} />
          </TableBody>
        </Table>
      </Box>
      {shown.length < models.length && (
        <Button fullWidth onClick={() => setWhole(true)}>
          {t('usage.table.showAll', { count: models.length })}
        </Button>
      )}
    </Paper>
  );
}

const CAPTION = {
  captionSide: 'top',
  textAlign: 'start',
  p: 2,
  pb: 1,
  color: 'text.primary',
  fontSize: '1.0625rem',
  fontWeight: 620,
} as const;
