import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useDeferredValue, useEffect, useRef, useState, useTransition } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsOf } from './tableRows';
import { UsageTableCells } from './UsageTableCells';
import { UsageTableHead } from './UsageTableHead';
import { UsageTableRow } from './UsageTableRow';
import type { UsageQuestion } from './usageQuestion';
import type { UsageSort } from './usageSort';
import type { LineSubject, UsageLine } from './usageTable';
import { UsageTableFrame } from './usageTableFrame';
import { useRowTexts } from './useRowTexts';
import type { UsageNumbers } from './useUsage';

/** More rows than this are rarely looked for one by one. */
const SHOWN_AT_FIRST = 50;
/** So many more are put on the page at a time: between two pieces it answers. */
const ROWS_OF_A_PIECE = 150;

interface UsageTableProps {
  readonly lines: readonly UsageLine[];
  readonly whole: UsageNumbers;
  /** Undefined: nothing is compared. */
  readonly before: UsageNumbers | null | undefined;
  readonly zone: string;
  readonly question: Pick<UsageQuestion, 'layout' | 'sort'>;
  readonly onSort: (sort: UsageSort) => void;
  readonly onNarrow: (subject: LineSubject) => void;
  readonly colorOf: (subject: LineSubject) => string | null;
}

/** What was used, line by line. It is also the chart in words, so it is never hidden. */
export function UsageTable(props: UsageTableProps) {
  const { lines, whole, before, zone, question, onSort, onNarrow, colorOf } = props;
  const { t } = useTranslation();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const [, startDrawing] = useTransition();
  const rows = rowsOf(lines, folded);
  // Many rows are drawn in pieces, between which the page answers.
  const shown = useDeferredValue(rows.slice(0, limit));
  const isCutOff = limit < rows.length;
  useEffect(() => {
    if (isWhole && isCutOff) startDrawing(() => setLimit(limit + ROWS_OF_A_PIECE));
  }, [isWhole, isCutOff, limit]);
  const texts = useRowTexts(zone);
  const { layout } = question;
  const sort = question.sort ?? (layout === 'day' ? null : '-total');

  const toggle = useCallback((id: string) => {
    setFolded((last) => {
      const next = new Set(last);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  // Rows keep their props, so that a change of one does not draw all of them anew.
  const latestNarrow = useRef(onNarrow);
  useEffect(() => {
    latestNarrow.current = onNarrow;
  });
  const narrow = useCallback((subject: LineSubject) => latestNarrow.current(subject), []);

  return (
    <>
      <Box
        role="region"
        aria-label={t('usage.table.scroll')}
        tabIndex={0}
        sx={{ overflow: 'auto', maxHeight: '80vh', position: 'relative' }}
      >
        <UsageTableFrame>
          <caption>{t(`usage.table.title.${layout}`)}</caption>
          <UsageTableHead layout={layout} sort={sort} isCompared={before !== undefined} onSort={onSort} />
          <tbody>
            {shown.map(({ line, depth, isOpen }) => (
              <UsageTableRow
                key={line.id}
                line={line}
                depth={depth}
                isOpen={isOpen}
                whole={whole}
                texts={texts}
                isCompared={before !== undefined}
                color={colorOf(line.subject)}
                onToggle={toggle}
                onNarrow={narrow}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('usage.table.totalRow')}</th>
              <UsageTableCells usage={whole} before={before} whole={whole} texts={texts} />
            </tr>
          </tfoot>
        </UsageTableFrame>
      </Box>
      {isCutOff && (
        <Button fullWidth aria-busy={isWhole} onClick={() => setWhole(true)}>
          {t('usage.table.showAll', { count: rows.length })}
        </Button>
      )}
    </>
  );
}
