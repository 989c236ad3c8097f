import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionCell } from './ActionCell';
import { ApiKeyTableRow } from './ApiKeyTableRow';
import { directionOf, type Sort, type SortField, sortFieldOf } from './listQuestion';
import { SelectPageBox } from './SelectPageBox';
import type { ListedApiKey } from './useApiKeys';
import type { KeyDays } from './useKeyDays';
import type { KeySelection } from './useKeySelection';
import type { KeyTokens } from './useKeyTokens';
import type { ListColumns } from './useListColumns';

const TIMES = ['createdAt', 'lastUsedAt', 'expiresAt'] as const;

interface ApiKeyTableProps {
  readonly apiKeys: readonly ListedApiKey[];
  readonly keyDays: KeyDays | null;
  readonly keyTokens: KeyTokens | null;
  readonly isShown: ListColumns['isShown'];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selection: KeySelection;
  /** A key that was just made. */
  readonly highlightedId: string | null;
}

/** One page of keys, for screens from tablet size on. */
export function ApiKeyTable(props: ApiKeyTableProps) {
  const { apiKeys, keyDays, keyTokens, isShown, sort, onSort, selection, highlightedId } = props;
  const { t } = useTranslation();
  const sorting = { sort, onSort };
  return (
    <Table
      aria-label={t('keys.listLabel')}
      sx={{ '& th, & td': { px: 1 }, '& thead th': { whiteSpace: 'nowrap' } }}
    >
      <TableHead>
        <TableRow>
          <TableCell padding="checkbox">
            <SelectPageBox selection={selection} />
          </TableCell>
          <SortableHeader field="name" {...sorting}>
            {t('keys.column.name')}
          </SortableHeader>
          {isShown('key') && (
            <TableCell>
              <Tooltip title={t('keys.keyHint')} describeChild>
                <span>{t('keys.column.key')}</span>
              </Tooltip>
            </TableCell>
          )}
          {isShown('models') && <TableCell>{t('keys.column.models')}</TableCell>}
          {TIMES.filter(isShown).map((field) => (
            <SortableHeader key={field} field={field} {...sorting}>
              {t(`keys.column.${field}`)}
            </SortableHeader>
          ))}
          {isShown('tokens30d') && (
            <SortableHeader field="tokens30d" align="right" {...sorting}>
              {t('keys.column.tokens30d')}
            </SortableHeader>
          )}
          {isShown('status') && <TableCell>{t('keys.column.status')}</TableCell>}
          <ActionCell align="right">{t('keys.column.action')}</ActionCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {apiKeys.map((apiKey) => (
          <ApiKeyTableRow
            key={apiKey.id}
            listed={apiKey}
            isShown={isShown}
            tokens={keyDays?.get(apiKey.id)}
            month={keyTokens && (keyTokens.get(apiKey.id) ?? 0)}
            isSelected={selection.isSelected(apiKey.id)}
            onToggle={selection.toggle}
            isHighlighted={apiKey.id === highlightedId}
          />
        ))}
      </TableBody>
    </Table>
  );
}

interface SortableHeaderProps {
  readonly field: SortField;
  readonly align?: 'left' | 'right';
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly children: ReactNode;
}

/** Names start at A, times at the latest, tokens at the most; a second click turns the order round. */
function SortableHeader({ field, align = 'left', sort, onSort, children }: SortableHeaderProps) {
  const isActive = sortFieldOf(sort) === field;
  const direction = directionOf(sort);
  const firstDirection = field === 'name' || field === 'expiresAt' ? 'asc' : 'desc';
  const nextDirection = isActive ? (direction === 'asc' ? 'desc' : 'asc') : firstDirection;
  return (
    <TableCell align={align} sortDirection={isActive ? direction : false}>
      <TableSortLabel
        active={isActive}
        direction={isActive ? direction : firstDirection}
        onClick={() => onSort(nextDirection === 'desc' ? `-${field}` : field)}
      >
        {children}
      </TableSortLabel>
    </TableCell>
  );
}
