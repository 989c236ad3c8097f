import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { AddIcon } from '../../ui/icons';
import { CREATE_BUTTON_ID } from './listFocus';

interface CreateButtonProps {
  /** Why no key can be made now; null when one can. */
  readonly obstacle: string | null;
  /** False for a second button on the same page. */
  readonly isMain?: boolean;
}

/** Stays reachable when it cannot be used, so that everyone can learn why. */
export function CreateButton({ obstacle, isMain = true }: CreateButtonProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const isBlocked = obstacle !== null;
  return (
    <Tooltip title={obstacle ?? ''} describeChild>
      <Button
        {...(isMain ? { id: CREATE_BUTTON_ID } : {})}
        variant="contained"
        startIcon={<AddIcon />}
        aria-disabled={isBlocked}
        onClick={() => !isBlocked && void navigate({ pathname: paths.newApiKey, search }, { state })}
        sx={isBlocked ? BLOCKED : {}}
      >
        {t('keys.create')}
      </Button>
    </Tooltip>
  );
}

const BLOCKED = {
  '&, &:hover': { bgcolor: 'action.disabledBackground', color: 'text.disabled', cursor: 'not-allowed' },
} as const;
