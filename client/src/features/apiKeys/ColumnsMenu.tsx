import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, ChevronDownIcon } from '../../ui/icons';
import { LIST_COLUMNS, type ListColumn } from './listColumns';

interface ColumnsMenuProps {
  readonly isShown: (column: ListColumn) => boolean;
  readonly onToggle: (column: ListColumn) => void;
}

/** Shows and hides columns; it stays open, as one rarely wants to change only one. */
export function ColumnsMenu({ isShown, onToggle }: ColumnsMenuProps) {
  const { t } = useTranslation();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        id={id}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        endIcon={<ChevronDownIcon />}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('keys.columns')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{
          // A place of its own on the page, as it stands outside of all others.
          root: { role: 'region', 'aria-labelledby': id },
          list: { 'aria-labelledby': id, dense: true },
        }}
      >
        {LIST_COLUMNS.map((column) => (
          <MenuItem
            key={column}
            role="menuitemcheckbox"
            aria-checked={isShown(column)}
            onClick={() => onToggle(column)}
          >
            <CheckIcon fontSize="small" sx={{ mr: 1, visibility: isShown(column) ? 'visible' : 'hidden' }} />
            {t(`keys.column.${column}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
