import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import { useTranslation } from 'react-i18next';
import { STICKY_CELL } from './stickyCell';
import { partsOf, USAGE_COLUMNS, type UsageSort } from './usageSort';

interface UsageTableHeadProps {
  readonly sort: UsageSort;
  readonly onSort: (sort: UsageSort) => void;
}

/** Every number sorts, largest first; a second click turns it round. */
export function UsageTableHead({ sort, onSort }: UsageTableHeadProps) {
  const { t } = useTranslation();
  const { column: active, sign } = partsOf(sort);
  const direction = sign === 1 ? 'asc' : 'desc';
  return (
    <TableHead>
      <TableRow>
        <TableCell sx={STICKY_CELL}>{t('usage.table.column')}</TableCell>
        {USAGE_COLUMNS.map((column) => {
          const isActive = column === active;
          return (
            <TableCell key={column} align="right" sortDirection={isActive ? direction : false}>
              <TableSortLabel
                active={isActive}
                direction={isActive ? direction : 'desc'}
                onClick={() => onSort(isActive && direction === 'desc' ? column : `-${column}`)}
              >
                {t(`usage.${column}`)}
              </TableSortLabel>
            </TableCell>
          );
        })}
        <TableCell align="right">{t('usage.share')}</TableCell>
      </TableRow>
    </TableHead>
  );
}
