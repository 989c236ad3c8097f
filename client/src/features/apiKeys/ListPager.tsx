import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { ChevronLeftIcon, ChevronRightIcon } from '../../ui/icons';
import { LiveText } from '../../ui/LiveText';
import { PAGE_SIZES, type PageSize } from './listQuestion';
import { RowsSelect } from './RowsSelect';

interface ListPagerProps {
  readonly shown: number;
  /** All that match, also on other pages. */
  readonly matching: number;
  readonly size: PageSize;
  /** While another page is on its way, both buttons wait: they would lead from the page before. */
  readonly isBusy: boolean;
  readonly onSize: (size: PageSize) => void;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** How many keys there are, and the way to the others. The buttons stay in place at both ends, so that they can be pressed blindly. */
export function ListPager(props: ListPagerProps) {
  const { shown, matching, size, isBusy, onSize, onPrevious, onNext } = props;
  const { t } = useTranslation();
  const format = useFormat();
  /** A button that has nowhere to go keeps the focus, so that the keyboard is not thrown back to the top. */
  const turning = (turn: (() => void) | null) => ({
    'aria-disabled': turn === null || isBusy,
    onClick: () => !isBusy && turn?.(),
    sx: turn === null ? { color: 'text.disabled' } : {},
  });
  const isPaged = onPrevious !== null || onNext !== null;
  return (
    <Box
      component="nav"
      aria-label={t('keys.pages')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: 1,
        px: 2,
        py: 1,
        minHeight: 52,
      }}
    >
      <Typography variant="body2" color="textSecondary">
        {shown < matching
          ? t('keys.countOf', { shown: format.count(shown), total: format.count(matching), count: matching })
          : t('keys.count', { count: matching })}
      </Typography>
      <LiveText text={t('keys.shown', { count: shown })} />
      {(isPaged || matching > PAGE_SIZES[0]) && <RowsSelect size={size} onChange={onSize} />}
      {isPaged && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button {...turning(onPrevious)} startIcon={<ChevronLeftIcon />}>
            {t('action.previous')}
          </Button>
          <Button {...turning(onNext)} endIcon={<ChevronRightIcon />}>
            {t('action.next')}
          </Button>
        </Box>
      )}
    </Box>
  );
}
