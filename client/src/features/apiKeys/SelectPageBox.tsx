import Checkbox from '@mui/material/Checkbox';
import { useTranslation } from 'react-i18next';
import { SELECT_PAGE_ID } from './listFocus';
import type { KeySelection } from './useKeySelection';

/** Ticks the whole page, or what is left of it; once all are ticked, unticks them. */
export function SelectPageBox({ selection }: { selection: KeySelection }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      id={SELECT_PAGE_ID}
      size="small"
      disabled={!selection.canSelectPage}
      checked={selection.page === 'all'}
      indeterminate={selection.page === 'some'}
      onChange={selection.togglePage}
      slotProps={{ input: { 'aria-label': t('keys.select.page') } }}
    />
  );
}
