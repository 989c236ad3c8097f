import Badge from '@mui/material/Badge';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterIcon } from '../../ui/icons';
import { filterCount, isFiltered, NO_FILTERS, type UsageQuestion } from './usageQuestion';

interface FilterSheetProps {
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly children: ReactNode;
}

/** For phones: every choice of the toolbar behind one button, which says how many filters are set. */
export function FilterSheet({ question, onAsk, children }: FilterSheetProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  const count = filterCount(question);
  return (
    <>
      <Badge badgeContent={count} color="primary" aria-hidden={false}>
        <Button
          variant="outlined"
          startIcon={<FilterIcon />}
          aria-haspopup="dialog"
          aria-label={count > 0 ? t('usage.filter.sheetCount', { count }) : undefined}
          onClick={() => setOpen(true)}
        >
          {t('usage.filter.sheet')}
        </Button>
      </Badge>
      <Dialog fullScreen open={isOpen} onClose={() => setOpen(false)} aria-labelledby={titleId}>
        <DialogTitle id={titleId}>{t('usage.filter.sheet')}</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2, pt: 1 }}>{children}</Stack>
        </DialogContent>
        <DialogActions>
          {isFiltered(question) && (
            <Button onClick={() => onAsk(NO_FILTERS)}>{t('action.clearFilters')}</Button>
          )}
          <Button variant="contained" onClick={() => setOpen(false)}>
            {t('usage.filter.done')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
