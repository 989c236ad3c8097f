import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiKeyTableRow } from './ApiKeyTableRow';
import { directionOf, type Sort, type SortField, sortFieldOf } from './listQuestion';
import type { ApiKeyRow } from './useApiKeys';
import type { KeyDays } from './useKeyDays';
import { WIDE_ONLY } from './wideOnly';

interface ApiKeyTableProps {
  readonly apiKeys: readonly ApiKeyRow[];
  readonly keyDays: KeyDays | null;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** A key that was just made. */
  readonly highlightedId: string | null;
}

/** One page of keys, for screens from tablet size on. */
export function ApiKeyTable({ apiKeys, keyDays, sort, onSort, highlightedId }: ApiKeyTableProps) {
  const { t } = useTranslation();
  const sorting = { sort, onSort };
  return (
    <Table aria-label={t('keys.listLabel')} sx={{ '& thead th': { whiteSpace: 'nowrap' } }}>
      <TableHead>
        <TableRow>
          <SortableHeader field="name" {...sorting}>
            {t('keys.column.name')}
          </SortableHeader>
          <TableCell>
            <Tooltip title={t('keys.keyHint')} describeChild>
              <span>{t('keys.column.key')}</span>
            </Tooltip>
          </TableCell>
          <TableCell>{t('keys.column.models')}</TableCell>
          <SortableHeader field="createdAt" isWideOnly {...sorting}>
            {t('keys.column.createdAt')}
          </SortableHeader>
          <SortableHeader field="lastUsedAt" {...sorting}>
            {t('keys.column.lastUsedAt')}
          </SortableHeader>
          <SortableHeader field="expiresAt" isWideOnly {...sorting}>
            {t('keys.column.expiresAt')}
          </SortableHeader>
          <TableCell>{t('keys.column.status')}</TableCell>
          <TableCell align="right">{t('keys.column.action')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {apiKeys.map((apiKey) => (
          <ApiKeyTableRow
            key={apiKey.id}
            apiKey={apiKey}
            tokens={keyDays?.get(apiKey.id)}
            isHighlighted={apiKey.id === highlightedId}
          />
        ))}
      </TableBody>
    </Table>
  );
}

interface SortableHeaderProps {
  readonly field: SortField;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly isWideOnly?: boolean;
  readonly children: ReactNode;
}

/** Names start at A, times at the latest; a second click turns the order round. */
function SortableHeader({ field, sort, onSort, isWideOnly = false, children }: SortableHeaderProps) {
  const isActive = sortFieldOf(sort) === field;
  const direction = directionOf(sort);
  const firstDirection = field === 'name' || field === 'expiresAt' ? 'asc' : 'desc';
  const nextDirection = isActive ? (direction === 'asc' ? 'desc' : 'asc') : firstDirection;
  return (
    <TableCell sortDirection={isActive ? direction : false} sx={isWideOnly ? WIDE_ONLY : {}}>
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
