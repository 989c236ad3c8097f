import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { copyText } from '../../lib/copyText';
import { paths } from '../../lib/paths';
import { useNotify } from '../../ui/Notifications';
import { canRotate } from './apiKeyStanding';
import { actionButtonId } from './listFocus';
import type { ApiKeyRow } from './useApiKeys';

interface ApiKeyMenuProps {
  readonly id: string;
  readonly apiKey: ApiKeyRow;
  /** The button that it hangs on; null while it is closed. */
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
}

/** What one can do with a key. A revoked key can only be looked up. */
export function ApiKeyMenu({ id, apiKey, anchor, onClose }: ApiKeyMenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const notify = useNotify();

  /** The dialogs open over this very list, so its question and place go with them. */
  function open(pathname: string) {
    onClose();
    void navigate({ pathname, search }, { state });
  }

  async function copyId() {
    onClose();
    if (await copyText(apiKey.id)) notify(t('keys.idCopied'));
    else notify(t('state.copyFailed'));
  }

  return (
    <Menu
      id={id}
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      // A place of its own on the page, as it stands outside of all others.
      slotProps={{ root: { role: 'region', 'aria-labelledby': actionButtonId(apiKey.id) } }}
    >
      {apiKey.status !== 'REVOKED' && [
        <MenuItem key="edit" onClick={() => open(paths.editApiKey(apiKey.id))}>
          {t('keys.edit')}
        </MenuItem>,
        <MenuItem key="revoke" onClick={() => open(paths.revokeApiKey(apiKey.id))}>
          {t('keys.revoke')}
        </MenuItem>,
        <Divider key="line" />,
      ]}
      <MenuItem component={Link} to={paths.usageOfApiKey(apiKey.id)}>
        {t('keys.viewUsage')}
      </MenuItem>
      <MenuItem onClick={() => void copyId()}>{t('keys.copyId')}</MenuItem>
      {canRotate(apiKey) && (
        <MenuItem onClick={() => open(paths.rotateApiKey(apiKey.id))}>{t('keyRotate.menu')}</MenuItem>
      )}
    </Menu>
  );
}
