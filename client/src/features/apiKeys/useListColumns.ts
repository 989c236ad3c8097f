import useMediaQuery from '@mui/material/useMediaQuery';
import { useCallback, useState } from 'react';
import {
  type ColumnChoice,
  isColumnShown,
  type ListColumn,
  recallColumns,
  rememberColumns,
} from './listColumns';

export interface ListColumns {
  readonly isShown: (column: ListColumn) => boolean;
  readonly toggle: (column: ListColumn) => void;
}

/** Which columns of the list show; the choice is kept in this browser. */
export function useListColumns(): ListColumns {
  const [choice, setChoice] = useState<ColumnChoice>(recallColumns);
  const isWide = useMediaQuery((theme) => theme.breakpoints.up('lg'));
  const isShown = useCallback(
    (column: ListColumn) => isColumnShown(column, choice, isWide),
    [choice, isWide],
  );
  return {
    isShown,
    toggle: (column) => {
      const next = { ...choice, [column]: !isShown(column) };
      rememberColumns(next);
      setChoice(next);
    },
  };
}
