import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { REVOKE_SELECTED_ID, SELECT_PAGE_ID } from './listFocus';
import { type KeySelection, MOST_SELECTED } from './useKeySelection';

/** How many keys are ticked, and what can be done with them together. */
export function SelectionBar({ selection }: { selection: KeySelection }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const count = selection.keys.length;

  /** The bar goes with the last key, so the focus needs another place. */
  function clear() {
    selection.clear();
    document.getElementById(SELECT_PAGE_ID)?.focus();
  }

  return (
    <Box
      role="group"
      aria-label={t('keys.select.group')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, minHeight: 40 }}
    >
      <Typography sx={{ fontWeight: 560 }}>{t('keys.select.count', { count })}</Typography>
      <Button
        id={REVOKE_SELECTED_ID}
        color="error"
        variant="outlined"
        onClick={() => void navigate({ pathname: paths.revokeApiKeys, search }, { state })}
      >
        {t('keys.select.revoke')}
      </Button>
      <Button onClick={clear}>{t('keys.select.clear')}</Button>
      {count >= MOST_SELECTED && (
        <Typography variant="body2" color="textSecondary">
          {t('keys.select.most', { count: MOST_SELECTED })}
        </Typography>
      )}
    </Box>
  );
}
