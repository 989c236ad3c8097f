import TableSortLabel from '@mui/material/TableSortLabel';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { visuallyHidden } from '../../ui/hidden';
import type { TableLayout } from './usageQuestion';
import { partsOf, USAGE_COLUMNS, type UsageSort } from './usageSort';

interface UsageTableHeadProps {
  readonly layout: TableLayout;
  /** Null while days stand in their own order. */
  readonly sort: UsageSort | null;
  readonly isCompared: boolean;
  readonly onSort: (sort: UsageSort) => void;
}

/** Every number sorts, largest first; a second click turns it round. */
export function UsageTableHead({ layout, sort, isCompared, onSort }: UsageTableHeadProps) {
  const { t } = useTranslation();
  const active = sort === null ? null : partsOf(sort);
  return (
    <thead>
      <tr>
        <th scope="col">{t(`usage.table.column.${layout}`)}</th>
        {USAGE_COLUMNS.map((column) => {
          const isActive = column === active?.column;
          const direction = isActive && active?.sign === 1 ? 'asc' : 'desc';
          return (
            <Fragment key={column}>
              <th
                scope="col"
                aria-sort={isActive ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
              >
                <TableSortLabel
                  active={isActive}
                  direction={direction}
                  onClick={() => onSort(isActive && direction === 'desc' ? column : `-${column}`)}
                >
                  {t(`usage.${column}`)}
                </TableSortLabel>
              </th>
              {isCompared && (
                <th scope="col" data-change="">
                  <span aria-hidden>Δ</span>
                  <span style={visuallyHidden}>
                    {t('usage.compare.change', { column: t(`usage.${column}`) })}
                  </span>
                </th>
              )}
            </Fragment>
          );
        })}
        <th scope="col">{t('usage.share')}</th>
      </tr>
    </thead>
  );
}
