import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';
import { hasLimits } from './KeyLimits';
import {
  type ColumnChoice,
  isColumnShown,
  type ListColumn,
  recallColumns,
  rememberColumns,
} from './listColumns';
import type { ApiKeyRow } from './useApiKeys';

export interface ListColumns {
  readonly isShown: (column: ListColumn) => boolean;
  readonly toggle: (column: ListColumn) => void;
}

/** Which columns of a page of keys show; the choice is kept in this browser. */
export function useListColumns(apiKeys: readonly ApiKeyRow[]): ListColumns {
  const [choice, setChoice] = useState<ColumnChoice>(recallColumns);
  const isWide = useMediaQuery((theme) => theme.breakpoints.up('lg'));
  const room = { isWide, hasLimits: apiKeys.some(hasLimits) };
  const isShown = (column: ListColumn) => isColumnShown(column, choice, room);
  return {
    isShown,
    toggle: (column) => {
      const next = { ...choice, [column]: !isShown(column) };
      rememberColumns(next);
      setChoice(next);
    },
  };
}
